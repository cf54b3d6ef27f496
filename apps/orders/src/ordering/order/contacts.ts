import type { Contact } from '#libs/contracts';
import { Columns, sql } from '#libs/postgres';
import type { Database } from '../../platform/index.ts';
import type { StoredContact } from './present-order.ts';

/** Who ordered and where to bring it: all that is personal about an order, so that it can be erased. */
export interface ContactRow {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  readonly address: string | null;
}

export const contactColumns = new Columns<ContactRow>({
  orderId: 'order_id',
  restaurantId: 'restaurant_id',
  name: 'name',
  email: 'email',
  phone: 'phone',
  locale: 'locale',
  address: 'address',
});

/** A contact of which nothing is known. */
export const emptyContact = { name: null, email: null, phone: null, locale: null, address: null };

const noContact: StoredContact = { customer: null, address: null };

/** Contacts of one restaurant's orders; an order without one is simply not there. */
export async function readContacts(
  database: Database,
  restaurantId: string,
  orderIds: readonly string[],
): Promise<(orderId: string) => StoredContact> {
  const rows = await database.ofRestaurant<ContactRow>(
    restaurantId,
    sql`SELECT ${contactColumns.selected()} FROM passline.order_contacts
      WHERE order_id = ANY(${orderIds}::uuid[])`,
  );
  return lookup(rows);
}

function lookup(rows: readonly ContactRow[]): (orderId: string) => StoredContact {
  const byOrder = new Map(rows.map((row) => [row.orderId, contactOf(row)]));
  return (orderId) => byOrder.get(orderId) ?? noContact;
}

function contactOf({ name, email, phone, locale, address }: ContactRow): StoredContact {
  const given = Object.entries({ name, email, phone, locale }).filter(([, value]) => value !== null);
  const customer: Contact | null = given.length === 0 ? null : Object.fromEntries(given);
  return { customer, address };
}
