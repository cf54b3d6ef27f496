import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign, type SignName } from '../../ui/controls/sign.ts';

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
  .menu {
    position: fixed;
    inset: 60px 16px auto auto;
    margin: 0;
    padding: 8px;
    min-inline-size: 15rem;
    border: 1px solid var(--_hair);
    border-radius: 16px;
    background: var(--_card);
    color: var(--_text);
    box-shadow: 0 12px 40px rgb(0 0 0 / 22%);
  }
  .menu button {
    display: flex;
    align-items: center;
    gap: 14px;
    inline-size: 100%;
    min-block-size: 52px;
    padding-inline: 14px;
    border: 0;
    border-radius: 10px;
    background: transparent;
    font-weight: 550;
    cursor: pointer;
  }
  .menu button:hover {
    background: var(--_gray-ground);
  }
  .who {
    padding: 8px 14px;
    color: var(--_muted);
    font-size: 14px;
  }
`;

/** The board's menu, behind its button. @fires menu-wish */
export class BoardMenu extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
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
    const choices = [...forAll, ...(this.canManage ? forManagers : []), toLeave];
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
        ${choices.map((choice) => this.#choiceView(choice))}
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
