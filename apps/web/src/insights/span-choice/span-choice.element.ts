import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { type Choice, type Fulfilment, fulfilments, spanOf } from '../span/choice.ts';
import type { Day, Span } from '../span/days.ts';
import { nameOf, namedSpans, type SpanName, spanNames } from '../span/named-spans.ts';
import type { InsightsWords } from '../words/en.ts';
import { styles } from './span-choice.styles.ts';

export type ChosenEvent = CustomEvent<Choice>;

/** Of which time and which orders the figures are. @fires chosen with both */
export class SpanChoice extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    choice: { attribute: false },
    today: { attribute: false },
    words: { attribute: false },
    isOwn: { state: true },
    isWrong: { state: true },
  };

  declare choice: Choice;
  declare today: Day;
  declare words: InsightsWords;
  /** Whether own dates are asked for though those that are shown have a name. */
  declare private isOwn: boolean;
  declare private isWrong: boolean;

  constructor() {
    super();
    [this.isOwn, this.isWrong] = [false, false];
  }

  protected override render(): TemplateResult {
    const { words, choice } = this;
    const named = this.isOwn ? null : nameOf(choice, this.today);
    return html`<fieldset class="choice">
        <legend>${words.span}</legend>
        ${spanNames.map((name) => this.#spanView(name, name === named))}
        <label
          ><input
            type="radio"
            name="span"
            .checked=${named === null}
            @change=${() => (this.isOwn = true)}
          />${words.spans.own}</label
        >
      </fieldset>
      ${named === null ? this.#datesView(choice) : nothing}
      <label class="field kind"
        >${words.kind}
        <select @change=${(event: Event) => this.#pickKind((event.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${choice.fulfilment === null}>${words.kinds.all}</option>
          ${fulfilments.map(
            (kind) =>
              html`<option value=${kind} ?selected=${kind === choice.fulfilment}>
                ${words.kinds[kind]}
              </option>`,
          )}
        </select>
      </label>`;
  }

  #spanView(name: SpanName, isChosen: boolean): TemplateResult {
    return html`<label
      ><input
        type="radio"
        name="span"
        .checked=${isChosen}
        @change=${() => this.#pick(namedSpans[name](this.today))}
      />${this.words.spans[name]}</label
    >`;
  }

  #datesView({ from, to }: Span): TemplateResult {
    const { words } = this;
    const field = (name: string, label: string, day: Day): TemplateResult =>
      html`<label class="field">${label}<input type="date" name=${name} .value=${day} required /></label>`;
    return html`<form novalidate @submit=${(event: SubmitEvent) => this.#pickDates(event)}>
      ${field('from', words.from, from)}${field('to', words.to, to)}
      <button class="button primary" type="submit">${words.show}</button>
      ${this.isWrong ? html`<p class="alert red" role="alert">${icon('clock')}${words.wrongSpan}</p>` : nothing}
    </form>`;
  }

  #pickDates(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const span = spanOf(form.get('from') as string, form.get('to') as string);
    this.isWrong = span === null;
    if (span) emit(this, 'chosen', { ...this.choice, ...span });
  }

  #pick(span: Span): void {
    [this.isOwn, this.isWrong] = [false, false];
    emit(this, 'chosen', { ...this.choice, ...span });
  }

  #pickKind(kind: string): void {
    emit(this, 'chosen', { ...this.choice, fulfilment: kind === '' ? null : (kind as Fulfilment) });
  }
}

customElements.define('span-choice', SpanChoice);
