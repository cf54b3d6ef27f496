import { foundation, icon, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../controls/controls.styles.ts';
import { quickNotes, rememberNote } from './quick-notes.ts';

/** What the contract takes. */
const LONGEST = 500;

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
    notes: { state: true },
    internalNotes: { state: true },
  };

  declare notes: string;
  declare internalNotes: string;

  constructor() {
    super();
    [this.notes, this.internalNotes] = ['', ''];
  }

  /** All of it went along with a step. */
  clear(): void {
    this.clearSaid();
    this.internalNotes = '';
  }

  /** What was said to the customer has been said; it is offered again as a quick note. */
  clearSaid(): void {
    rememberNote(this.notes);
    this.notes = '';
  }

  protected override render(): TemplateResult {
    const quickNote = (note: string): TemplateResult => {
      const isTaken = this.notes === note;
      return html`<button
        class="chip"
        type="button"
        aria-pressed=${isTaken}
        @click=${() => (this.notes = isTaken ? '' : note)}
      >
        ${isTaken ? icon('check') : nothing}${note}
      </button>`;
    };
    return html` <label class="field"
        >Note to the customer <small>goes along with the next step; they read it on their page</small>
        <textarea
          rows="2"
          maxlength=${LONGEST}
          .value=${this.notes}
          @input=${(event: InputEvent) => (this.notes = valueOf(event))}
        ></textarea>
      </label>
      <div class="choice" role="group" aria-label="Quick notes">${quickNotes().map(quickNote)}</div>
      <label class="field"
        >Note among ourselves <small>goes along with the next step; customers never see it</small>
        <textarea
          rows="2"
          maxlength=${LONGEST}
          .value=${this.internalNotes}
          @input=${(event: InputEvent) => (this.internalNotes = valueOf(event))}
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
