import { afterEach, describe, expect, it } from '@jest/globals';
import { snapshotSchema } from '#libs/contracts';
import { aCustomer } from '../support/providers.ts';
import { Journey } from './journey.ts';
import type { JourneyWorld } from './journey-world.ts';

/** What holds of every order's way, whether the services run in one process or in three. */
export function ordersArePlacedAndCompleted(world: () => JourneyWorld): void {
  const journeys: Journey[] = [];

  afterEach(() => {
    for (const journey of journeys) journey.end();
  });

  async function begin(
    ...how: Parameters<typeof Journey.begin> extends [unknown, ...infer Rest] ? Rest : never
  ): Promise<Journey> {
    const journey = await Journey.begin(world(), ...how);
    journeys.push(journey);
    return journey;
  }

  describe('an order, from placed to completed', () => {
    it('for delivery: told when confirmed, on its way and delivered, and not of the steps between', async () => {
      const { customer, cashier, kitchen, courier } = world().by;
      const journey = await begin(
        { fulfilment: 'delivery', address: '7 Ayala Avenue', customer: aCustomer() },
        { placedBy: customer, follower: customer },
      );
      const { order_number: number } = journey.order;
      const confirmed = await journey.move(cashier, {
        status: 'confirmed',
        role: 'cashier',
        notified: {
          subject: `Order ${number} is confirmed`,
          mail: 'has confirmed your order',
          text: `order ${number} is confirmed`,
        },
      });
      expect(confirmed.estimate).not.toBeNull();
      expect(confirmed.allowed).toEqual(['preparing', 'cooking', 'ready', 'cancelled']);
      await journey.move(kitchen, { status: 'preparing', role: 'kitchen', notified: null });
      await journey.move(kitchen, {
        status: 'cooking',
        role: 'kitchen',
        notes: 'Extra crispy',
        notified: null,
      });
      const ready = await journey.move(kitchen, { status: 'ready', role: 'kitchen', notified: null });
      expect(ready.estimate).toMatchObject({ ready_from: null, ready_to: null });
      expect(ready.estimate?.arrives_to).toBeDefined();
      await journey.move(courier, {
        status: 'out_for_delivery',
        role: 'courier',
        notified: { subject: 'is on its way', mail: 'on its way to you', text: 'is on its way to you' },
      });
      await journey.move(courier, {
        status: 'delivered',
        role: 'courier',
        notified: { subject: 'has been delivered', mail: 'has been delivered', text: 'has been delivered' },
      });
      const completed = await journey.move(cashier, { status: 'completed', role: 'cashier', notified: null });
      expect(completed.allowed).toEqual([]);
      expect(completed.steps.map(({ status, state }) => `${status} ${state}`)).toEqual([
        'pending done',
        'confirmed done',
        'preparing done',
        'cooking done',
        'ready done',
        'out_for_delivery done',
        'delivered done',
        'completed done',
      ]);
    });

    it('for pickup: told when confirmed, ready at the counter and picked up', async () => {
      const { cashier, kitchen } = world().by;
      const journey = await begin({ fulfilment: 'pickup', customer: aCustomer() });
      const { order_number: number } = journey.order;
      await journey.move(cashier, {
        status: 'confirmed',
        role: 'cashier',
        notified: { subject: 'is confirmed', mail: 'has confirmed your order', text: 'is confirmed' },
      });
      await journey.move(kitchen, { status: 'cooking', role: 'kitchen', notified: null });
      await journey.move(kitchen, {
        status: 'ready',
        role: 'kitchen',
        notified: {
          subject: 'is ready',
          mail: `Ready. Come to the counter with ${journey.order.display_number}.`,
          text: `Mabuhay Kitchen: order ${number} is ready for pickup. ${journey.order.tracking_url}`,
        },
      });
      await journey.move(cashier, {
        status: 'completed',
        role: 'cashier',
        notified: { subject: 'has been picked up', mail: 'picked up', text: 'has been picked up' },
      });
    });

    it('at the table: told when ready and served, and not of its closing', async () => {
      const { cashier, kitchen } = world().by;
      const journey = await begin(
        { fulfilment: 'dine_in', table: '7', customer: aCustomer() },
        { follower: kitchen },
      );
      await journey.move(kitchen, { status: 'preparing', role: 'kitchen', notified: null });
      await journey.move(kitchen, { status: 'cooking', role: 'kitchen', notified: null });
      await journey.move(kitchen, {
        status: 'ready',
        role: 'kitchen',
        notified: {
          subject: 'is ready',
          mail: "Ready. It's on its way to table 7.",
          text: 'on its way to table 7',
        },
      });
      await journey.move(cashier, {
        status: 'served',
        role: 'cashier',
        notified: { subject: 'is served', mail: 'at your table', text: 'at your table' },
      });
      await journey.move(cashier, { status: 'completed', role: 'cashier', notified: null });
    });

    it('posted twice with the same status changes nothing and writes to nobody', async () => {
      const { cashier, kitchen } = world().by;
      const journey = await begin({ fulfilment: 'pickup', customer: aCustomer() });
      await journey.move(cashier, {
        status: 'confirmed',
        role: 'cashier',
        notified: { subject: 'is confirmed', mail: 'confirmed', text: 'is confirmed' },
      });
      const again = await journey.post(kitchen, 'update-status', { status: 'confirmed' });
      expect(again).toMatchObject({ status: 200, body: { result: 'already_applied', version: 2 } });
      await journey.move(kitchen, { status: 'preparing', role: 'kitchen', notified: null });
    });

    it('reaches a guest who opens the link late: the whole way, at once', async () => {
      const { cashier, kitchen } = world().by;
      const journey = await begin({ fulfilment: 'pickup', customer: {} });
      await journey.move(kitchen, { status: 'ready', role: 'kitchen', notified: null });
      const { body } = await cashier
        .guest(journey.order)
        .get(`/api/v1/online/orders/${journey.order.order_id}/status`);
      expect(snapshotSchema.parse(body).steps.map(({ status, state }) => `${status} ${state}`)).toEqual([
        'pending done',
        'confirmed skipped',
        'preparing skipped',
        'cooking skipped',
        'ready current',
        'completed upcoming',
      ]);
    });
  });

  describe('at the end of the day', () => {
    it("Twilio's own report on a text is taken, signed with the account's token", async () => {
      const text = world().providers.twilio.texts.at(-1);
      if (text === undefined) throw new Error('no text was sent');
      expect((await world().providers.twilio.report(text, 'delivered')).status).toBe(200);
    });

    it('nobody was written to twice', async () => {
      await world().owner.allSettled();
      expect(await world().owner.outboxLength()).toBe(0);
      for (const journey of journeys) journey.expectMessages();
    });
  });
}
