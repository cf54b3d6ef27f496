import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { linesOf } from '#libs/order-model';
import { anOrder } from '../board-orders/order.builder.ts';
import { fitOf } from './search.ts';

const order = anOrder({
  order_number: 'ONLINE-000042',
  display_number: 'B-7',
  fulfilment: 'dine_in',
  table: '12',
  address: '98 Mabini St, Manila',
  customer: { name: 'José Reyes', phone: '+639171234567' },
  external_id: 'POS-1042',
  items: linesOf([
    {
      name: 'Crème brûlée',
      quantity: 1,
      unit_price: 0,
      modifiers: [{ name: 'Extra sugar', quantity: 1, unit_price: 0 }],
    },
  ]),
});

describe('the search', () => {
  it.each([
    ['what is called out', 'b-7', 2],
    ['the short number', '42', 2],
    ['the whole number', 'online-000042', 2],
    ['the till’s number', 'pos-1042', 2],
    ['the number’s beginning', '4', 1],
    ['the number’s last digits', '042', 1],
    ['the last digits of the till’s number', '1042', 1],
    ['the last digits of the phone', '4567', 1],
    ['the phone as it is dialled', '0917 123 4567', 1],
    ['the phone as it is written', '0917-123-4567', 1],
    ['the phone as it is pasted', '+639171234567', 1],
    ['the phone with its country, in groups', '+63 (917) 123-4567', 1],
    ['the phone as it is dialled from abroad', '00639171234567', 1],
    ['the name and the phone', 'reyes 0917-123-4567', 1],
    ['the table', '12', 1],
    ['the table in words', 'table 12', 1],
    ['the name', 'reyes', 1],
    ['the name without its accent', 'Jose', 1],
    ['the street', 'mabini', 1],
    ['the house and the street', '98 mabini', 1],
    ['a dish', 'creme bru', 1],
    ['what was added to a dish', 'sugar', 1],
    ['two things at once', 'reyes brulee', 1],
    ['nothing asked', ' ', 1],
    ['another number', '43', 0],
    ['a number that begins with it', '420', 0],
    ['one digit of the phone', '7', 0],
    ['the middle of the phone', '123', 0],
    ['another name', 'ben', 0],
    ['only a part of what is asked', 'reyes ramen', 0],
    ['zeros', '0', 0],
    ['only zeros, though there is a phone', '000', 0],
    ['one digit of the phone behind zeros', '007', 0],
    ['the number’s beginning behind zeros', '004', 0],
    ['the whole number behind zeros', '0042', 1],
    ['another phone', '0917-123-4568', 0],
  ] as const)('fits by %s: %j as %i', (_, search, fit) => {
    expect(fitOf(order, search)).toBe(fit);
  });

  const with900 = (change: Partial<Order>): Order =>
    anOrder({ order_number: 'ONLINE-000900', display_number: '900', ...change });
  const calling = (phone: string): Order => with900({ customer: { phone } });
  it.each([
    ['a phone', calling('+639175550042'), '0042', 1],
    ['a phone, with three digits', calling('+639175550042'), '042', 1],
    ['a phone, with two zeros that say too little', calling('+639175550042'), '42', 0],
    ['a phone of zeros', calling('+639175557000'), '000', 1],
    ['another phone, by zeros alone', calling('+639175550042'), '000', 0],
    ['another phone, by all but the zeros', calling('+639175551142'), '0042', 0],
    ['nobody', with900({}), '000', 0],
    ['a number that is called out', with900({ display_number: 'A-0042' }), '0042', 1],
    ['the till’s number', with900({ external_id: 'POS-90042' }), '0042', 1],
    ['the order’s number', with900({ order_number: 'ONLINE-100042' }), '0042', 1],
    ['another order’s number', with900({ order_number: 'ONLINE-101042' }), '0042', 0],
  ] as const)('takes last digits that begin with zeros as they are: %s', (_, one, search, fit) => {
    expect(fitOf(one, search)).toBe(fit);
  });

  it('does not take signs for the number of an order that has no table', () => {
    expect(fitOf(anOrder(), '+ /')).toBe(0);
  });
});
