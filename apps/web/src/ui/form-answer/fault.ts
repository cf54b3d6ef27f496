import { html, nothing, type TemplateResult } from 'lit';

const idOf = (path: string): string => `wrong-${path}`;

/** For a field's `aria-invalid` and `aria-describedby`: whether it is wrong, and what says so. */
export const faultOf = (
  path: string,
  words: string | undefined,
): Readonly<Record<'isWrong' | 'saidBy', string | typeof nothing>> =>
  words === undefined ? { isWrong: nothing, saidBy: nothing } : { isWrong: 'true', saidBy: idOf(path) };

/**
 * What is wrong with a field, at the field. It describes the field, to which it is tied by `faultOf`; hidden,
 * it is no part of its name where it stands in the label.
 */
export const faultView = (path: string, words: string | undefined): TemplateResult | typeof nothing =>
  words === undefined
    ? nothing
    : html`<span class="wrong" id=${idOf(path)} aria-hidden="true">${words}</span>`;
