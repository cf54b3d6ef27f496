import type { Order } from '#libs/contracts';
import { kindWords } from '../board-layout/views.ts';

/** Where it goes: the kind, and the table, the street or whoever comes for it. */
export function placeOf({ fulfilment, table, address, customer }: Order): string {
  const place = { dine_in: table && `Table ${table}`, delivery: address, pickup: customer?.name }[fulfilment];
  return place ? `${kindWords[fulfilment]} · ${place}` : kindWords[fulfilment];
}
