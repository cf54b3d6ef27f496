import type { HistoryRecord, LineState, Order, Snapshot } from '#libs/contracts';
import type { Frame } from './advance.ts';

type Noted = Pick<HistoryRecord, 'notes' | 'internal_notes' | 'updated_by'>;

/** A delay and an amendment change no status; a recall does. */
const movesOrder = (type: HistoryRecord['type']): boolean => type !== 'delayed' && type !== 'amended';

const hasNotes = ({ notes, internal_notes = '' }: Noted): boolean => notes !== '' || internal_notes !== '';
const notesOf = ({ notes, internal_notes = '', updated_by }: Noted): Order['latest_notes'] => ({
  notes,
  internal_notes,
  updated_by,
});

/**
 * What a board's card says of an order's history.
 * @param history complete and oldest first, as staff may see it
 */
export function cardFacts(history: readonly HistoryRecord[]): Pick<Order, 'status_since' | 'latest_notes'> {
  const noted = history.findLast(hasNotes);
  return {
    status_since: history.findLast(({ type }) => movesOrder(type))?.timestamp,
    latest_notes: noted ? notesOf(noted) : null,
  };
}

/**
 * The board's card after a change. A card shows no history, so a higher version wins whole, and nothing in
 * between is missed; an older one changes nothing. What depends on who looks, and what a frame does not say,
 * is unknown until it is read.
 */
export function advanceCard(card: Order, frame: Frame): Order {
  if (frame.version <= card.version) return card;
  const { version, type, status, order_status, status_info, estimate } = frame;
  const { at, recorded_at = at, role, notes = '' } = frame;
  const unchangedSince = card.status === status ? card.status_since : undefined;
  return {
    ...card,
    version,
    status,
    order_status,
    status_info,
    estimate,
    accept_by: frame.accept_by === undefined ? card.accept_by : frame.accept_by,
    scheduled_for: frame.scheduled_for === undefined ? card.scheduled_for : frame.scheduled_for,
    updated_at: recorded_at,
    status_since: movesOrder(type) ? at : unchangedSince,
    latest_notes: notes === '' ? card.latest_notes : notesOf({ notes, updated_by: role }),
    payment: frame.payment ?? card.payment,
    items: withStates(card.items, frame.items ?? []),
    allowed: undefined,
    recallable: undefined,
  };
}

const withStates = (items: Order['items'], changed: readonly LineState[]): Order['items'] =>
  items.map((item) => ({
    ...item,
    state: changed.find(({ line }) => line === item.line)?.state ?? item.state,
  }));

/** The board's card as the answer to a change has it; an older answer changes nothing. */
export function cardWithAnswer(card: Order, answer: Snapshot): Order {
  if (answer.version < card.version) return card;
  const { version, status, order_status, status_info, estimate, updated_at, allowed } = answer;
  return {
    ...card,
    version,
    status,
    order_status,
    status_info,
    estimate,
    accept_by: answer.accept_by,
    scheduled_for: answer.scheduled_for,
    updated_at,
    allowed,
    payment: answer.payment,
    ...cardFacts(answer.status_history),
    recallable: answer.version === card.version ? card.recallable : undefined,
  };
}
