import { icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';

/**
 * Why a form was not taken, read out as soon as it is there.
 * @param look the class of its box
 */
export const refusalView = (
  refusal: string | null,
  look: 'alert' | 'refusal' = 'alert',
): TemplateResult | typeof nothing =>
  refusal
    ? html`<p class="${look} red" role="alert">${icon('delivery_failed')}<span>${refusal}</span></p>`
    : nothing;
