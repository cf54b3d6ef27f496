import type { HistoryRecord, Snapshot } from '#libs/contracts';
import { correctedVersions } from '#libs/order-model';
import { en, foundation, icon, timeOfDay, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { amendedWords } from '../order-words/payments.ts';
import { reasonWords } from '../order-words/reasons.ts';
import { sign } from '../controls/sign.ts';
import { styles } from './order-timeline.styles.ts';

/** All that happened to an order, the newest first: what, when, who, why, and what was said. */
export class OrderTimeline extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    entries: { attribute: false },
    payment: { attribute: false },
  };

  declare entries: readonly HistoryRecord[];
  /** As it is after the latest entry. */
  declare payment: Snapshot['payment'];

  protected override render(): TemplateResult {
    const undone = correctedVersions(this.entries);
    const paid = this.entries.findLast(({ changed = [] }) => changed.includes('payment'));
    const paymentOf = (entry: HistoryRecord): Snapshot['payment'] | null =>
      entry === paid ? this.payment : null;
    return html`<ol>
      ${this.entries
        .toReversed()
        .map((entry) => entryView(entry, undone.has(entry.version), paymentOf(entry)))}
    </ol>`;
  }
}

const entryView = (
  entry: HistoryRecord,
  isUndone: boolean,
  payment: Snapshot['payment'] | null,
): TemplateResult =>
  html` <li class=${isUndone ? 'undone' : ''}>
    <time datetime=${entry.timestamp}>${timeOfDay(entry.timestamp)}</time>
    <span class="mark">${pictureOf(entry)}</span>
    <div>
      <p>
        <strong>${whatHappened(entry, payment)}</strong
        >${isUndone ? html` <span class="tag">taken back</span>` : nothing}
      </p>
      <p class="who">${whoDidIt(entry)}${entry.reason ? html` · ${reasonWords[entry.reason]}` : nothing}</p>
      ${entry.notes ? html`<p class="said">${sign('said')}<span>${entry.notes}</span></p>` : nothing}
      ${
        entry.internal_notes
          ? html`<p class="said inside">${sign('note')}<span>${entry.internal_notes}</span></p>`
          : nothing
      }
    </div>
  </li>`;

function pictureOf({ type, status }: HistoryRecord): TemplateResult {
  if (type === 'recalled') return icon('undo');
  if (type === 'amended') return sign('amended');
  return icon(type === 'delayed' ? 'clock' : status);
}

function whatHappened(entry: HistoryRecord, payment: Snapshot['payment'] | null): string {
  const { type, status, minutes } = entry;
  if (type === 'amended') return amendedWords(entry, payment);
  if (type === 'placed') return 'Order placed';
  if (type === 'recalled') return `Back to ${en.labels[status].toLowerCase()}`;
  return type === 'delayed' ? `Delayed by ${minutes ?? 0} min` : en.labels[status];
}

/** A name where there is one; a guest or a device may have only its role. */
const whoDidIt = ({ updated_by, role }: HistoryRecord): string =>
  updated_by === role ? role : `${updated_by}, ${role}`;

customElements.define('order-timeline', OrderTimeline);

declare global {
  interface HTMLElementTagNameMap {
    'order-timeline': OrderTimeline;
  }
}
