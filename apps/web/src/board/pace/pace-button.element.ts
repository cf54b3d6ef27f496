import { longestPaceReason, type Pace, type SetPace } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign, type SignName } from '../../ui/controls/sign.ts';
import { popover } from '../board-bar/popover.styles.ts';
import { paceName } from './pace-words.ts';
import { busyWishes, type PaceWish, pauseWishes, withReason } from './pace-wishes.ts';

const signs: Readonly<Record<Pace['mode'], SignName>> = { open: 'open', busy: 'busy', paused: 'pause' };
const tones: Readonly<Record<Pace['mode'], string>> = { open: '', busy: 'amber', paused: 'red' };

const styles = css`
  :host {
    display: flex;
    flex: none;
  }
  .pace {
    padding-inline: 16px;
    background: var(--_card);
    color: var(--_text);
  }
  .pace.amber,
  .pace.red {
    border-color: var(--_ink);
    background: var(--_ground);
    color: var(--_ink);
  }
  .menu {
    inline-size: min(22rem, calc(100vw - 32px));
    padding: 16px;
  }
  .menu:popover-open {
    display: grid;
    gap: 16px;
  }
  .menu button {
    inline-size: auto;
    min-block-size: 52px;
    justify-content: center;
    padding-inline: 14px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    font-weight: 600;
  }
  .menu .open {
    border-color: var(--_green);
    background: var(--_green-ground);
    color: var(--_green);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr));
    gap: 8px;
  }
  .choices:has(button:nth-of-type(4)) {
    grid-template-columns: 1fr 1fr;
  }
  h2 {
    grid-column: 1 / -1;
    font-size: 16px;
    font-weight: 650;
  }
  h2 small {
    display: block;
    color: var(--_muted);
    font-size: 14px;
    font-weight: 450;
  }
  @media (max-width: 40rem) {
    .pace {
      inline-size: 48px;
      padding: 0;
    }
    .pace span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;

/** How many orders the kitchen takes: open, busy or paused, a tap each. @fires pace-wanted */
export class PaceButton extends LitElement {
  static override readonly styles = [tokens, foundation, controls, popover, styles];
  static override readonly properties: PropertyDeclarations = {
    pace: { attribute: false },
    now: { attribute: false },
  };

  declare pace: Pace;
  /** By the server's clock, in ms. */
  declare now: number;

  protected override render(): TemplateResult {
    const { mode } = this.pace;
    const name = paceName(this.pace);
    return html`<button
        class="button pace ${tones[mode]}"
        type="button"
        popovertarget="pace"
        title="How many orders the kitchen takes: ${name.toLowerCase()}"
      >
        ${sign(signs[mode])}<span>${name}</span>
      </button>
      <div id="pace" class="menu" popover role="group" aria-label="How many orders the kitchen takes">
        <button class="open" type="button" @click=${() => this.#want({ mode: 'open' })}>
          ${sign('open')}Open
        </button>
        ${this.#choicesView('Busy', 'new orders are promised later by', busyWishes)}
        ${this.#choicesView('Pause', 'customers and tills cannot order for', pauseWishes)}
        <label class="field"
          >Reason <small>if customers are to read one</small
          ><input
            name="reason"
            maxlength=${longestPaceReason}
            autocomplete="off"
            placeholder="The oven is out"
        /></label>
      </div>`;
  }

  #choicesView(name: string, means: string, wishes: readonly PaceWish[]): TemplateResult {
    return html`<div class="choices" role="group" aria-label=${name}>
      <h2>${name} <small>${means}</small></h2>
      ${wishes.map(
        ({ words, pace }) =>
          html`<button
            class="number"
            type="button"
            aria-label="${name} ${words.toLowerCase()}"
            @click=${() => this.#want(pace(this.now))}
          >
            ${words}
          </button>`,
      )}
    </div>`;
  }

  #want(pace: SetPace): void {
    const reason = this.renderRoot.querySelector<HTMLInputElement>('input');
    emit(this, 'pace-wanted', { pace: pace.mode === 'open' ? pace : withReason(pace, reason?.value ?? '') });
    if (reason) reason.value = '';
    this.renderRoot.querySelector<HTMLElement>('#pace')?.hidePopover();
    this.renderRoot.querySelector<HTMLElement>('.pace')?.focus();
  }
}

customElements.define('pace-button', PaceButton);

declare global {
  interface HTMLElementTagNameMap {
    'pace-button': PaceButton;
  }
  interface HTMLElementEventMap {
    'pace-wanted': CustomEvent<{ readonly pace: SetPace }>;
  }
}
