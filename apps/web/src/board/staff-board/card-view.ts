import type { Session } from '#libs/contracts';
import type { CardView } from '../board-column/board-column.element.ts';
import type { Slot } from '../board-layout/arrange.ts';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { forwardStep } from '../board-orders/steps.ts';
import type { NoteDrafts } from '../note-fields/note-drafts.ts';
import type { FreshOrders } from '../new-orders/fresh-orders.ts';
import { acceptCountdown } from '../order-card/accept-countdown.ts';
import { ageOf } from '../order-card/age.ts';
import type { Choosing } from '../order-card/order-card.element.ts';
import type { Choice } from './choice.ts';

/** A step that is judged within this time was not kept waiting; in ms. */
export const PATIENCE_MS = 1_500;

export interface CardContext {
  readonly orders: BoardOrders;
  readonly role: Session['user']['role'];
  /** By the server's clock, in ms. */
  readonly now: number;
  readonly fresh: FreshOrders;
  readonly choice: Choice;
  readonly noteDrafts: NoteDrafts;
}

/** What a card says now; null for an order that is no longer known. */
export function cardViewOf(
  { id, hasLeft }: Slot,
  { orders, role, now, fresh, choice, noteDrafts }: CardContext,
): CardView | null {
  const order = orders.order(id);
  if (order === undefined) return null;
  const kept = orders.moving.kept.latestOf(id);
  return {
    order,
    hasLeft,
    age: ageOf(order, now),
    accept: acceptCountdown(order, now),
    step: forwardStep(order, role),
    isKept: kept !== undefined && now - Date.parse(kept.occurred_at) > PATIENCE_MS,
    refusal: orders.notices.about(id)?.text ?? null,
    isFresh: fresh.has(id),
    hasDraft: noteDrafts.has(id),
    choosing: choosingOf(id, choice),
  };
}

function choosingOf(id: string, choice: Choice): Choosing {
  if (!choice.isOn) return 'off';
  return choice.has(id) ? 'chosen' : 'open';
}
