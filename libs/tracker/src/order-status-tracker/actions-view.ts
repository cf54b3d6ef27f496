import { html, nothing, type TemplateResult } from 'lit';
import { trackerIcon } from '../icons/tracker-icons.ts';
import type { Words } from '../words/en.ts';

export interface Refreshing {
  readonly isShown: boolean;
  readonly isBusy: boolean;
  readonly onRefresh: () => void;
}

export interface Alerting {
  /** Whether there is anything left to be told of. */
  readonly isShown: boolean;
  readonly isOn: boolean;
  /** Whether the browser notifies; a sound may be all there is. */
  readonly notifies: boolean;
  readonly onToggle: () => void;
}

/** What a visitor may press. */
export function actionsView(
  refreshing: Refreshing,
  alerting: Alerting,
  words: Words,
): TemplateResult | typeof nothing {
  if (!refreshing.isShown && !alerting.isShown) return nothing;
  return html`<div class="actions">
    ${refreshing.isShown ? refreshView(refreshing, words) : nothing}
    ${alerting.isShown ? alertsView(alerting, words) : nothing}
  </div>`;
}

const refreshView = ({ isBusy, onRefresh }: Refreshing, words: Words): TemplateResult =>
  html`<button part="button refresh" type="button" aria-disabled=${isBusy} @click=${onRefresh}>
    ${trackerIcon('refresh')}${words.refresh}
  </button>`;

const alertsView = ({ isOn, notifies, onToggle }: Alerting, words: Words): TemplateResult =>
  html` <button part="button notify" type="button" aria-pressed=${isOn} @click=${onToggle}>
      ${trackerIcon(isOn ? 'check' : 'bell')}${words.notify}
    </button>
    ${isOn && !notifies ? html`<p class="hint">${words.soundOnly}</p>` : nothing}`;
