import { foundation, icon, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from '../../ui/controls/controls.styles.ts';
import '../../ui/dialog-frame/dialog-frame.element.ts';
import { TapThrough } from '../../ui/second-tap/tap-through.controller.ts';
import type { Notices } from '../notices/notices.ts';

const styles = css`
  li {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 10px 0;
    line-height: 1.4;
  }
  li + li {
    border-block-start: 1px solid var(--_hair);
  }
  li p {
    flex: 1;
    overflow-wrap: anywhere;
  }
  .icon {
    color: var(--_red);
  }
`;

/** Everything that was not done, and why. @fires closed */
export class NoticeList extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    notices: { attribute: false },
    count: { attribute: false },
  };

  declare notices: Notices;
  /** Changes with the list. */
  declare count: number;
  readonly #tapThrough = new TapThrough(this);

  protected override render(): TemplateResult {
    return html`<dialog-frame>
      <h2 slot="heading">Not applied</h2>
      <ul>
        ${repeat(
          this.notices.all,
          ({ id }) => id,
          ({ id, text }) =>
            html`<li>
              ${icon('delivery_failed')}
              <p>${text}</p>
              <button
                class="button"
                type="button"
                @click=${(event: Event) => this.#dismiss(id, event.target as HTMLElement)}
              >
                OK
              </button>
            </li>`,
        )}
      </ul>
      <button class="button primary" type="button" @click=${() => this.#dismissAll()}>All seen</button>
    </dialog-frame>`;
  }

  /**
   * Whoever goes through them with the keyboard is taken to the next, which nobody has read yet; with the
   * last one there is nothing more to show.
   */
  #dismiss(id: number, button: HTMLElement): void {
    const row = button.closest('li');
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    next?.querySelector('button')?.focus();
    this.notices.dismiss(id);
    this.#tapThrough.closed();
    if (!next) this.#close();
  }

  #dismissAll(): void {
    this.notices.dismissAll();
    this.#close();
  }

  #close(): void {
    this.renderRoot.querySelector('dialog-frame')?.close();
  }
}

customElements.define('notice-list', NoticeList);

declare global {
  interface HTMLElementTagNameMap {
    'notice-list': NoticeList;
  }
}
