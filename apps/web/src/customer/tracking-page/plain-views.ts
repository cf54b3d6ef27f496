import { icon, type IconName } from '#libs/tracker';
import { html, type TemplateResult } from 'lit';
import type { PageWords } from './words/en.ts';

interface Said {
  readonly title: string;
  readonly lead: string;
}

const plainView = (
  sign: IconName,
  { title, lead }: Said,
  more: TemplateResult | string = '',
): TemplateResult =>
  html` <div class="plain">
    <span class="sign">${icon(sign)}</span>
    <h1>${title}</h1>
    <p>${lead}</p>
    ${more}
  </div>`;

export const noLinkView = ({ noLink }: PageWords): TemplateResult => plainView('link', noLink);

export const deadLinkView = ({ dead }: PageWords): TemplateResult => plainView('link', dead);

export const awaitedView = ({ awaited }: PageWords): TemplateResult =>
  html`<div role="status">${plainView('clock', awaited)}</div>`;

export interface Trying {
  readonly isBusy: boolean;
  /** Whether it was tried by hand, and there is still nothing. */
  readonly isInVain: boolean;
  readonly onTry: () => void;
}

/** There is no connection, and nothing is known of the order yet. */
export const unreachableView = (
  { unreachable }: PageWords,
  { isBusy, isInVain, onTry }: Trying,
): TemplateResult =>
  plainView(
    'offline',
    unreachable,
    html` <button class="call" type="button" aria-disabled=${isBusy} @click=${onTry}>
        ${icon('refresh')}<span>${isBusy ? unreachable.trying : unreachable.again}</span>
      </button>
      <p class="still" role="status">${isInVain && !isBusy ? unreachable.still : ''}</p>`,
  );
