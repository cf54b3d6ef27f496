import { Injectable } from '@nestjs/common';
import type { Account, AmendOrder } from '#libs/contracts';
import { countryOf } from '#libs/contacts';
import { invalidRequest } from '#libs/service-kit';
import { Database } from '../../platform/index.ts';
import { findRestaurant } from '../../restaurants/index.ts';
import type { ChangeOutcome, ChangeRequest } from '../order/writing/change-request.ts';
import { OrderChanges } from '../order/writing/order-changes.ts';
import { readContact } from '../order/writing/written-contact.ts';
import { Amendment } from './amendment.ts';

/** Puts something else in the place of what an order holds: payment, lines, contact, sums. */
@Injectable()
export class AmendOrderHandler {
  constructor(
    private readonly changes: OrderChanges,
    private readonly database: Database,
  ) {}

  /** @throws ProblemError 400, 403, 404, 412 or 422 */
  async handle(request: ChangeRequest<AmendOrder>): Promise<ChangeOutcome> {
    const { body, caller } = request;
    return this.changes.apply(request, new Amendment(body, await this.#contact(body, caller)));
  }

  /** @throws ProblemError 400 where a part of it cannot be used: nothing else is asked for */
  async #contact({ customer }: AmendOrder, { restaurant_id }: Account): Promise<Amendment['contact']> {
    if (customer === undefined || restaurant_id === null) return null;
    const restaurant = await findRestaurant(this.database, restaurant_id);
    const { contact, warnings } = readContact(customer, restaurant && countryOf(restaurant));
    if (warnings.length > 0)
      throw invalidRequest(warnings.map(({ path, message }) => ({ path: [path], message })));
    return contact;
  }
}
