import type { Order } from '#libs/contracts';

/** An order as a board knows it, for specs. */
export function anOrder(order: Partial<Order> = {}): Order {
  const { status = 'pending' } = order;
  return {
    order_id: 'a',
    order_number: 'ONLINE-000042',
    display_number: '42',
    restaurant_id: 'r',
    restaurant: { name: 'Mabuhay Kitchen', phone: null, address: null },
    fulfilment: 'pickup',
    status,
    order_status: status,
    version: 1,
    items: [],
    adjustments: [],
    payment: { status: 'unpaid' },
    notes: null,
    total: { amount: 0, currency: 'PHP' },
    placed_at: '2026-01-05T18:00:00.000Z',
    updated_at: '2026-01-05T18:00:00.000Z',
    tracking_url: '',
    status_info: { status, label: '', description: '', icon: '', color: 'blue', progress: 0 },
    ...order,
  };
}
