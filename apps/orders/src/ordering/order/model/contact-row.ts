import { Columns } from '#libs/postgres';

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
