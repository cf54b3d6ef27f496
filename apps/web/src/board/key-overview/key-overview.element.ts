import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { areKeysOn, type Shortcut, shortcuts, switchKeys } from '../board-keys/keys.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import '../../ui/dialog-frame/dialog-frame.element.ts';

const names: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
};
const spoken: Readonly<Record<string, string>> = {
  ArrowDown: 'Arrow down',
  ArrowUp: 'Arrow up',
  ArrowLeft: 'Arrow left',
  ArrowRight: 'Arrow right',
};

const styles = css`
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 10px 20px;
    align-items: baseline;
    line-height: 1.4;
  }
  dt {
    display: flex;
    gap: 6px;
  }
  kbd {
    display: inline-grid;
    place-items: center;
    min-inline-size: 32px;
    min-block-size: 32px;
    padding-inline: 8px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_card);
    font: inherit;
    font-weight: 600;
  }
  label {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 48px;
    font-weight: 550;
    cursor: pointer;
  }
  input {
    inline-size: 24px;
    block-size: 24px;
    accent-color: var(--_accent);
  }
`;

/** Which key does what, and the switch that turns them off. @fires closed */
export class KeyOverview extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = { isOn: { state: true } };

  declare private isOn: boolean;

  constructor() {
    super();
    this.isOn = areKeysOn();
  }

  protected override render(): TemplateResult {
    return html`<dialog-frame>
      <h2 slot="heading">Keys</h2>
      <label
        ><input type="checkbox" .checked=${this.isOn} @change=${() => this.#switch()} />Keys do something at
        once</label
      >
      <dl>
        ${shortcuts.map(shortcutView)}
        <dt><kbd>Enter</kbd></dt>
        <dd>Press the card’s lower edge: move it on</dd>
        <dt><kbd>Esc</kbd></dt>
        <dd>Close what is open; leave Several</dd>
      </dl>
    </dialog-frame>`;
  }

  #switch(): void {
    this.isOn = !this.isOn;
    switchKeys(this.isOn);
  }
}

const shortcutView = ({ keys, words }: Shortcut): TemplateResult =>
  html` <dt>
      ${keys.map(
        (key) =>
          html`<kbd
            ><span aria-hidden="true">${names[key] ?? key}</span
            ><span class="unseen">${spoken[key] ?? key}</span></kbd
          >`,
      )}
    </dt>
    <dd>${words}</dd>`;

customElements.define('key-overview', KeyOverview);

declare global {
  interface HTMLElementTagNameMap {
    'key-overview': KeyOverview;
  }
}
