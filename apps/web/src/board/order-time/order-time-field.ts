import { html, type TemplateResult } from 'lit';
import { faultOf, faultView } from '../../ui/form-answer/fault.ts';
import { ahead } from './order-time.ts';

interface TimeField {
  readonly words: string;
  /** As it was typed. */
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onTyped: (value: string) => void;
}

const NAME = 'scheduled_for';

/** Day and time, in the browser's own picker. */
export function orderTimeField({ words, value, wrong, onTyped }: TimeField): TemplateResult {
  const { isWrong, saidBy } = faultOf(NAME, wrong);
  return html`<label class="field"
    >${words} <small>${ahead.least} to ${ahead.most} ahead</small>
    <input
      name=${NAME}
      type="datetime-local"
      aria-invalid=${isWrong}
      aria-describedby=${saidBy}
      .value=${value}
      @input=${(event: InputEvent) => onTyped((event.target as HTMLInputElement).value)}
    />
    ${faultView(NAME, wrong)}
  </label>`;
}
