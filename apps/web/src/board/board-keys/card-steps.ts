import type { BoardColumn } from '../board-column/board-column.element.ts';
import type { OrderCard } from '../order-card/order-card.element.ts';

/** Where the keyboard is among the columns; null when it is at no card. */
export interface CardPlace {
  readonly card: OrderCard;
  readonly column: number;
  readonly row: number;
}

export function placeOfKeyboard(columns: readonly BoardColumn[]): CardPlace | null {
  for (const [column, { shadowRoot, reachable }] of columns.entries()) {
    const row = reachable.findIndex((card) => card === shadowRoot?.activeElement);
    const card = reachable[row];
    if (card) return { card, column, row };
  }
  return null;
}

/** The card that lies in that direction, passing over empty columns; from nowhere, the first one. */
export function cardTowards(
  columns: readonly BoardColumn[],
  direction: 'up' | 'down' | 'left' | 'right',
): OrderCard | undefined {
  const place = placeOfKeyboard(columns);
  if (place === null) return columns.flatMap(({ reachable }) => reachable)[0];
  const { column, row } = place;
  if (direction === 'up' || direction === 'down')
    return columns[column]?.reachable[row + (direction === 'up' ? -1 : 1)];
  const beside = direction === 'left' ? columns.slice(0, column).reverse() : columns.slice(column + 1);
  const cards = beside.find(({ reachable }) => reachable.length > 0)?.reachable;
  return cards?.[Math.min(row, cards.length - 1)];
}

/** Takes eye and keyboard to an order's card, where there is one. */
export async function goToCard(columns: readonly BoardColumn[], orderId: string): Promise<void> {
  await Promise.all(columns.map(({ updateComplete }) => updateComplete));
  const cards = columns.flatMap(({ reachable }) => reachable);
  const card = cards.find(({ order }) => order.order_id === orderId);
  card?.scrollIntoView({ block: 'center', inline: 'center' });
  card?.focus();
}
