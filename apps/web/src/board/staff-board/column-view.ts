import { html, nothing, type TemplateResult } from 'lit';
import '../board-column/board-column.element.ts';
import type { LaidColumn } from '../board-layout/board-layout.ts';
import { type Filter, isFiltered } from '../board-layout/filter.ts';
import { oldestFirst } from '../board-layout/oldest-first.ts';
import { laterColumn, type ViewName } from '../board-layout/views.ts';
import { foldView } from '../later-orders/fold-view.ts';
import '../later-orders/later-strip.element.ts';
import { type CardContext, cardViewOf } from './card-view.ts';

interface ColumnContext extends CardContext {
  readonly view: ViewName;
  readonly filter: Filter;
  /** Whether what is for later stands unfolded. */
  readonly isLaterOpen: boolean;
}

/** A column with its cards; what is for later is folded, until someone looks at it or for something. */
export function columnView({ column, slots }: LaidColumn, ground: ColumnContext): TemplateResult {
  const { orders, view, filter, isLaterOpen } = ground;
  const isLater = column === laterColumn;
  if (isLater && !isLaterOpen && !isFiltered(filter)) return stripView(slots, ground);
  // With a filter, that there is none to be seen does not say that there is none.
  const empty = isFiltered(filter) ? 'None that match' : column.empty;
  return html`<board-column
    .name=${column.title}
    .cards=${slots.flatMap((slot) => cardViewOf(slot, ground) ?? [])}
    .empty=${orders.isKnown ? empty : null}
    .showsStatus=${column.statuses.length !== 1}
    .showsContact=${view === 'driver'}
    .takesMoney=${view !== 'kitchen'}
    >${isLater ? foldView() : nothing}</board-column
  >`;
}

const stripView = (slots: LaidColumn['slots'], { orders }: ColumnContext): TemplateResult =>
  html`<later-strip
    .orders=${slots.flatMap(({ id, hasLeft }) => (hasLeft ? [] : (orders.order(id) ?? []))).sort(oldestFirst)}
  ></later-strip>`;
