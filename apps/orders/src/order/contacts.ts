import type { Contact } from '#libs/contracts';
import type { Database, Statement } from '../database/database.ts';
import type { StoredContact } from './present-order.ts';

type ContactRow = {
  order_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  address: string | null;
};

const noContact: StoredContact = { customer: null, address: null };

const statement = (orderIds: readonly string[]): Statement => ({
  name: 'contacts',
  text: 'SELECT order_id, name, email, phone, locale, address FROM passline.order_contacts WHERE order_id = ANY($1::uuid[])',
  values: [orderIds],
});

/** Contacts of one restaurant's orders; an order without one is simply not there. */
export async function readContacts(
  database: Database,
  restaurantId: string,
  orderIds: readonly string[],
): Promise<(orderId: string) => StoredContact> {
  return lookup(await database.ofRestaurant<ContactRow>(restaurantId, statement(orderIds)));
}

function lookup(rows: readonly ContactRow[]): (orderId: string) => StoredContact {
  const byOrder = new Map(rows.map((row) => [row.order_id, contactOf(row)]));
  return (orderId) => byOrder.get(orderId) ?? noContact;
}

function contactOf({ name, email, phone, locale, address }: ContactRow): StoredContact {
  const given = Object.entries({ name, email, phone, locale }).filter(([, value]) => value !== null);
  const customer: Contact | null = given.length === 0 ? null : Object.fromEntries(given);
  return { customer, address };
}
