import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign, type SignName } from '../../ui/controls/sign.ts';
import { popover } from './popover.styles.ts';

/** What can be asked for from the menu: something is opened, or the board is left. */
export type MenuWish = 'finished' | 'guide' | 'keys' | 'staff' | 'devices' | 'restaurant' | 'leave';

interface Choice {
  readonly wish: MenuWish;
  readonly words: string;
  readonly picture: SignName;
}

const forAll: readonly Choice[] = [
  { wish: 'finished', words: 'Finished orders', picture: 'finished' },
  { wish: 'guide', words: 'Guide', picture: 'guide' },
  { wish: 'keys', words: 'Keys', picture: 'keys' },
];
const forManagers: readonly Choice[] = [
  { wish: 'staff', words: 'Staff', picture: 'people' },
  { wish: 'devices', words: 'Devices', picture: 'device' },
  { wish: 'restaurant', words: 'Restaurant', picture: 'shop' },
];
/** In the same tab, which is where the log-in is kept. */
const toInsights = html`<a href="/insights">${sign('chart')}Insights</a>`;
const toLeave: Choice = { wish: 'leave', words: 'Log out', picture: 'leave' };

const styles = css`
  :host {
    display: flex;
    flex: none;
  }
  .round {
    background: var(--_card);
    color: var(--_text);
  }
  .who {
    padding: 8px 14px;
    color: var(--_muted);
    font-size: 14px;
  }
`;

/** The board's menu, behind its button. @fires menu-wish */
export class BoardMenu extends LitElement {
  static override readonly styles = [tokens, foundation, controls, popover, styles];
  static override readonly properties: PropertyDeclarations = {
    who: { attribute: false },
    canManage: { attribute: false },
  };

  declare who: string;
  declare canManage: boolean;

  get isOpen(): boolean {
    return this.#menu?.matches(':popover-open') === true;
  }

  protected override render(): TemplateResult {
    return html`<button
        class="button round"
        type="button"
        popovertarget="menu"
        aria-label="Menu"
        title="Menu"
      >
        ${sign('menu')}
      </button>
      <div id="menu" class="menu" popover>
        <p class="who">${this.who}</p>
        ${[...forAll, ...(this.canManage ? forManagers : [])].map((choice) => this.#choiceView(choice))}
        ${this.canManage ? toInsights : nothing}${this.#choiceView(toLeave)}
      </div>`;
  }

  #choiceView({ wish, words, picture }: Choice): TemplateResult {
    return html`<button type="button" @click=${() => this.#choose(wish)}>${sign(picture)}${words}</button>`;
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector('#menu');
  }

  /**
   * What opens now gives the focus back to where it was, which must not be a button of a menu that is gone.
   */
  #choose(wish: MenuWish): void {
    this.#menu?.hidePopover();
    this.renderRoot.querySelector<HTMLElement>('[popovertarget=menu]')?.focus();
    emit(this, 'menu-wish', { wish });
  }
}

customElements.define('board-menu', BoardMenu);

declare global {
  interface HTMLElementTagNameMap {
    'board-menu': BoardMenu;
  }
  interface HTMLElementEventMap {
    'menu-wish': CustomEvent<{ readonly wish: MenuWish }>;
  }
}
