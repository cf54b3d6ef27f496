import type { HistoryEntry } from '#libs/contracts';
import { en, foundation, icon, timeOfDay, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { reasonWords } from '../board-orders/reasons.ts';
import { sign } from '../controls/sign.ts';
import { styles } from './order-timeline.styles.ts';

/** All that happened to an order, the newest first: what, when, who, why, and what was said. */
export class OrderTimeline extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = { entries: { attribute: false } };

  declare entries: readonly HistoryEntry[];

  protected override render(): TemplateResult {
    const undone = new Set(this.entries.map(({ corrects }) => corrects));
    return html`<ol>
      ${this.entries.toReversed().map((entry) => entryView(entry, undone.has(entry.version)))}
    </ol>`;
  }
}

const entryView = (entry: HistoryEntry, isUndone: boolean): TemplateResult =>
  html` <li class=${isUndone ? 'undone' : ''}>
    <time datetime=${entry.timestamp}>${timeOfDay(entry.timestamp)}</time>
    <span class="mark">${pictureOf(entry)}</span>
    <div>
      <p>
        <strong>${whatHappened(entry)}</strong
        >${isUndone ? html` <span class="tag">taken back</span>` : nothing}
      </p>
      <p class="who">${whoDidIt(entry)}${entry.reason ? html` · ${reasonWords[entry.reason]}` : nothing}</p>
      ${entry.notes ? html`<p class="said">${sign('said')}<span>${entry.notes}</span></p>` : nothing}
      ${entry.internal_notes ? html`<p class="said inside">${sign('note')}<span>${entry.internal_notes}</span></p>` : nothing}
    </div>
  </li>`;

function pictureOf({ type, status }: HistoryEntry): TemplateResult {
  if (type === 'recalled') return icon('undo');
  return icon(type === 'delayed' ? 'clock' : status);
}

function whatHappened({ type, status, minutes }: HistoryEntry): string {
  if (type === 'placed') return 'Order placed';
  if (type === 'recalled') return `Back to ${en.labels[status].toLowerCase()}`;
  return type === 'delayed' ? `Delayed by ${minutes ?? 0} min` : en.labels[status];
}

/** A name where there is one; a guest or a device may have only its role. */
const whoDidIt = ({ updated_by, role }: HistoryEntry): string =>
  updated_by === role ? role : `${updated_by}, ${role}`;

customElements.define('order-timeline', OrderTimeline);

declare global {
  interface HTMLElementTagNameMap {
    'order-timeline': OrderTimeline;
  }
}
