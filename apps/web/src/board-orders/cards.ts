import type { BoardOrder, Estimate, Order, OrderChanged, Snapshot } from '#libs/contracts';

/** An order on the board; `estimate` is undefined until it is known. */
export interface Card {
  readonly order: BoardOrder & Pick<Order, 'address'>;
  readonly estimate: Estimate | undefined;
}

/** Every order that the board knows of, ended ones included until the next listing, so that a late answer cannot bring them back. */
export type Cards = ReadonlyMap<string, Card>;

type Newer = Pick<OrderChanged, 'order_id' | 'version' | 'status' | 'order_status' | 'status_info' | 'estimate'> & { readonly at: string };

const withCard = (cards: Cards, card: Card): Cards => new Map(cards).set(card.order.order_id, card);

/** A card shows no history, so the higher version wins whole: nothing in between is missed. */
export function withChange(cards: Cards, newer: Newer): Cards {
  const card = cards.get(newer.order_id);
  if (card === undefined || card.order.version > newer.version) return cards;
  const { version, status, order_status, status_info, estimate, at: updated_at } = newer;
  return withCard(cards, { order: { ...card.order, version, status, order_status, status_info, updated_at }, estimate });
}

export const withSnapshot = (cards: Cards, snapshot: Snapshot): Cards => withChange(cards, { ...snapshot, at: snapshot.updated_at });

export function withOrder(cards: Cards, order: Card['order']): Cards {
  const known = cards.get(order.order_id);
  if (known && known.order.version > order.version) return withCard(cards, { ...known, order: { ...order, ...known.order } });
  const estimate = known?.order.version === order.version ? known.estimate : undefined;
  return withCard(cards, { order, estimate });
}

/** @param before the cards as they were when the listing was asked for: what came after it stays, what it no longer names goes */
export function withListing(cards: Cards, listing: readonly Order[], before: Cards): Cards {
  const listed = new Set(listing.map(({ order_id }) => order_id));
  const stays = [...cards].filter(([id, card]) => listed.has(id) || before.get(id) !== card);
  return listing.reduce<Cards>(withOrder, new Map(stays));
}
