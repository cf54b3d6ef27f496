import { longestNotes } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { SecondTap } from '../../ui/second-tap/second-tap.ts';
import type { NoteDraft, NoteDrafts } from './note-drafts.ts';
import { quickNotes, rememberNote } from './quick-notes.ts';

const styles = css`
  :host {
    display: grid;
    gap: 16px;
    line-height: 1.4;
  }
  .chip {
    font-size: 14px;
  }
`;

/** What is said along with the next step: to the customer, and among ourselves. */
export class NoteFields extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    drafts: { attribute: false },
    draft: { attribute: false },
    orderId: { attribute: false },
  };

  declare drafts: NoteDrafts;
  /** The one of this order, as it stands there: a note may come back into it. */
  declare draft: NoteDraft;
  declare orderId: string;
  readonly #taps = new SecondTap();

  get notes(): string {
    return this.drafts.of(this.orderId).notes;
  }

  get internalNotes(): string {
    return this.drafts.of(this.orderId).internalNotes;
  }

  /** All of it went along with a step. */
  clear(): void {
    this.clearSaid();
    this.#put({ internalNotes: '' });
  }

  /** What was said to the customer has been said; it is offered again as a quick note. */
  clearSaid(): void {
    rememberNote(this.notes);
    this.#put({ notes: '' });
  }

  #put(change: Partial<NoteDraft>): void {
    this.drafts.put(this.orderId, change);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const quickNote = (note: string): TemplateResult => {
      const isTaken = this.notes === note;
      return html`<button
        class="chip"
        type="button"
        aria-pressed=${isTaken}
        @click=${() => this.#taps.isAt(note) || this.#put({ notes: isTaken ? '' : note })}
      >
        ${isTaken ? icon('check') : nothing}${note}
      </button>`;
    };
    return html` <label class="field"
        >Note to the customer <small>goes along with the next step; they read it on their page</small>
        <textarea
          rows="2"
          maxlength=${longestNotes}
          .value=${this.notes}
          @input=${(event: InputEvent) => this.#put({ notes: valueOf(event) })}
        ></textarea>
      </label>
      <div class="choice" role="group" aria-label="Quick notes">${quickNotes().map(quickNote)}</div>
      <label class="field"
        >Note among ourselves <small>goes along with the next step; customers never see it</small>
        <textarea
          rows="2"
          maxlength=${longestNotes}
          .value=${this.internalNotes}
          @input=${(event: InputEvent) => this.#put({ internalNotes: valueOf(event) })}
        ></textarea>
      </label>`;
  }
}

const valueOf = (event: InputEvent): string => (event.target as HTMLTextAreaElement).value;

customElements.define('note-fields', NoteFields);

declare global {
  interface HTMLElementTagNameMap {
    'note-fields': NoteFields;
  }
}
