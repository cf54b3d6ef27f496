import { type DeliveryMinutes, usualDeliveryMinutes } from '#libs/contracts';
import { html, type TemplateResult } from 'lit';
import { faultOf, faultView } from '../../ui/form-answer/fault.ts';
import type { Wrong } from '../../ui/form-answer/form-answer.ts';
import type { PolicyField } from './policy-fields.ts';

interface NumberField {
  readonly name: string;
  /** Where the server names it. */
  readonly path: string;
  readonly value: string;
  /** What holds where nothing is typed. */
  readonly otherwise?: string;
  /** What is read out for it, where no words stand in its label. */
  readonly spoken?: string;
}

function numberInput(
  { name, path, value, otherwise = 'off', spoken }: NumberField,
  wrong: Wrong,
): TemplateResult {
  const { isWrong, saidBy } = faultOf(path, wrong[path]);
  return html`<input
    name=${name}
    inputmode="numeric"
    autocomplete="off"
    placeholder=${otherwise}
    aria-label=${spoken ?? ''}
    aria-invalid=${isWrong}
    aria-describedby=${saidBy}
    .value=${value}
  />`;
}

/** A sentence with its number in it. */
export function policyView(
  { name, words, off, unit }: PolicyField,
  value: string,
  wrong: Wrong,
): TemplateResult {
  const path = `policies.${name}`;
  return html`<div class="policy">
    <p>${words} <small>off: ${off}</small></p>
    ${numberInput({ name, path, value, spoken: `${words}, in ${unit}` }, wrong)}
    <span class="unit">${unit}</span>
    ${faultView(path, wrong[path])}
  </div>`;
}

/** The way, as a range. */
export function deliveryView(
  minutes: Readonly<Record<keyof DeliveryMinutes, string>>,
  wrong: Wrong,
): TemplateResult {
  const field = (end: keyof DeliveryMinutes, spoken: string): TemplateResult =>
    numberInput(
      {
        name: `delivery_${end}`,
        path: pathOf(end, wrong),
        value: minutes[end],
        otherwise: String(usualDeliveryMinutes[end]),
        spoken,
      },
      wrong,
    );
  const words = wrong['delivery_minutes.from'] ?? wrong['delivery_minutes.to'] ?? wrong['delivery_minutes'];
  return html`<div class="policy range">
    <p>
      A driver takes <small>empty: ${usualDeliveryMinutes.from} to ${usualDeliveryMinutes.to} minutes</small>
    </p>
    ${field('from', 'A driver takes at least, in minutes')}<span class="unit">to</span>
    ${field('to', 'A driver takes at most, in minutes')}<span class="unit">minutes</span>
    ${faultView(pathOf(wrong['delivery_minutes.from'] ? 'from' : 'to', wrong), words)}
  </div>`;
}

/** What is wrong with both is said at the latter. */
const pathOf = (end: keyof DeliveryMinutes, wrong: Wrong): string =>
  end === 'to' && wrong['delivery_minutes'] ? 'delivery_minutes' : `delivery_minutes.${end}`;

export const reportView = (isWanted: boolean): TemplateResult =>
  html`<div class="choice">
    <label
      ><input type="checkbox" name="weekly_report" .checked=${isWanted} />Mail the week to the admins each
      Monday</label
    >
  </div>`;
