import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import { BoardLayout } from './board-layout.ts';
import { everything } from './filter.ts';
import { views } from './views.ts';

const order = (display_number: string, status: Order['status'], minute: number): Order =>
  anOrder({
    order_id: display_number,
    order_number: `ONLINE-${display_number}`,
    display_number,
    status,
    placed_at: `2026-01-05T18:${String(minute).padStart(2, '0')}:00.000Z`,
    status_since: '2026-01-05T19:00:00.000Z',
  });
const lay = (layout: BoardLayout, orders: readonly Order[], search = '') =>
  layout
    .lay(orders, { view: views.kitchen, filter: { ...everything, search }, now: 0, hand: 'away' })
    .map(({ column, slots }) => `${column.title}: ${slots.map(({ id }) => id).join()}`);

describe('the layout of the board', () => {
  it('stands by age, whatever was done and undone', () => {
    const layout = new BoardLayout();
    const [one, two, three] = [order('1', 'pending', 1), order('2', 'pending', 2), order('3', 'pending', 3)];
    expect(lay(layout, [three, one, two])[0]).toBe('New: 1,2,3');
    expect(lay(layout, [one, { ...two, status: 'confirmed' }, three]).slice(0, 2)).toEqual([
      'New: 1,3',
      'Accepted: 2',
    ]);
    expect(lay(layout, [one, three, { ...two, status_since: '2026-01-05T20:00:00.000Z' }])[0]).toBe(
      'New: 1,2,3',
    );
  });

  it('has what is for later by its time, wherever it stands, and not by when it was placed', () => {
    const laterAt = (number: string, status: Order['status'], clock: string): Order => ({
      ...order(number, status, 0),
      placed_at: `2026-01-0${number}T09:00:00.000Z`,
      scheduled_for: `2026-01-05T${clock}:00.000Z`,
    });
    const first = laterAt('3', 'scheduled', '20:00');
    const last = laterAt('1', 'scheduled', '22:00');
    expect(lay(new BoardLayout(), [last, first])[0]).toBe('Later: 3,1');
    expect(lay(new BoardLayout(), [last, first], 'ONLINE')[0]).toBe('Later: 3,1');
    const begun = laterAt('2', 'pending', '19:10');
    expect(lay(new BoardLayout(), [begun, order('8', 'pending', 5), order('9', 'pending', 20)])[0]).toBe(
      'New: 8,2,9',
    );
  });

  it('shows the columns that have what is looked for first, the very number’s before all', () => {
    const orders = [
      order('421', 'pending', 1),
      order('42', 'ready', 2),
      order('420', 'ready', 1),
      order('7', 'cooking', 3),
      order('4200', 'completed', 4),
    ];
    expect(lay(new BoardLayout(), orders, '42')).toEqual([
      'Ready: 42,420',
      'New: 421',
      'Not in this view: 4200',
      'Accepted: ',
      'Preparing: ',
      'Cooking: ',
    ]);
    expect(lay(new BoardLayout(), orders, 'nothing').map((column) => column.split(':')[0])).toEqual(
      views.kitchen.columns.map(({ title }) => title),
    );
  });
});
