import { Injectable } from '@nestjs/common';
import type { Caller } from '#libs/contracts';
import { type Ownership, readVerdict } from '#libs/order-model';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../../../platform/index.ts';
import { notYours, orderNotFound } from '../model/order-problems.ts';

/** Finds out whose order it is, for those of whom it is not known: customers and guests. */
@Injectable()
export class OrderAccess {
  constructor(private readonly database: Database) {}

  /**
   * The restaurant in which the caller may read the order.
   * @throws ProblemError 404 where there is none for this caller, 403 for another customer's order of the
   * same restaurant
   */
  async restaurantFor(caller: Caller, orderId: string): Promise<string> {
    if (caller.kind !== 'customer' && caller.kind !== 'guest') return caller.restaurant_id;
    const order = await this.ownership(orderId);
    if (order === null) throw orderNotFound();
    judgeRead(caller, order);
    return order.restaurant_id;
  }

  async ownership(orderId: string): Promise<Ownership | null> {
    const [row] = await this.database.asRole<Ownership>(
      NarrowRole.Lookup,
      sql`SELECT order_id, restaurant_id, customer_id FROM passline.orders WHERE order_id = ${orderId}`,
    );
    return row ?? null;
  }
}

/** @throws ProblemError where this caller may not read the order */
export function judgeRead(caller: Caller, order: Ownership): void {
  const verdict = readVerdict(caller, order);
  if (verdict === 'hidden') throw orderNotFound();
  if (verdict === 'forbidden') throw notYours();
}
