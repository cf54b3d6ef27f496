import { afterEach, describe, expect, it } from '@jest/globals';
import type { Estimate } from '#libs/contracts';
import { problemOf } from '../support/api.ts';
import { aCustomer } from '../support/providers.ts';
import { Journey } from './journey.ts';
import type { JourneyWorld } from './journey-world.ts';

/**
 * The hold, in milliseconds, that these journeys need: long enough for two requests to fall into one on a
 * busy machine.
 */
export const changesOfPlanHold = 800;
const minute = 60_000;

const isReady = { subject: 'is ready', mail: 'Ready. Come to the counter', text: 'is ready for pickup' };
const notQuiteReady = {
  subject: 'is not quite ready yet',
  mail: 'Not quite yet: the kitchen is still finishing your order. Sorry for the back and forth.',
  text: 'not quite yet',
};

const inMs = (estimate: Estimate): readonly number[] =>
  [estimate?.ready_from, estimate?.ready_to].flatMap((time) => (time ? [Date.parse(time)] : []));

/**
 * What becomes of an order that does not go straight on, whether the services run in one process or in three.
 */
export function plansChange(world: () => JourneyWorld): void {
  const journeys: Journey[] = [];

  afterEach(() => {
    world().providers.heal();
    for (const journey of journeys) journey.end();
  });

  async function begin(
    ...how: Parameters<typeof Journey.begin> extends [unknown, ...infer Rest] ? Rest : never
  ): Promise<Journey> {
    const journey = await Journey.begin(world(), ...how);
    journeys.push(journey);
    return journey;
  }

  describe('a recall', () => {
    it('within the hold leaves the customer in peace: neither the mis-tap nor its correction is told', async () => {
      const { kitchen } = world().by;
      const journey = await begin({ fulfilment: 'pickup', customer: aCustomer() });
      journey.answers(await journey.post(kitchen, 'update-status', { status: 'ready' }), {
        status: 'ready',
        role: 'kitchen',
      });
      const undone = await journey.post(kitchen, 'recall', { reason: 'mistake' });
      await journey.arrives(undone, {
        type: 'recalled',
        status: 'pending',
        role: 'kitchen',
        reason: 'mistake',
        corrects: 2,
        notified: null,
      });
    });

    it('of what was told sends the correction, by both channels, and what comes true later is told again', async () => {
      const { kitchen } = world().by;
      const journey = await begin({ fulfilment: 'pickup', customer: aCustomer() });
      await journey.move(kitchen, { status: 'cooking', role: 'kitchen', notified: null });
      await journey.move(kitchen, { status: 'ready', role: 'kitchen', notified: isReady });
      const undone = await journey.post(kitchen, 'recall', {
        reason: 'remake',
        notes: 'The noodles were cold',
      });
      const snapshot = await journey.arrives(undone, {
        type: 'recalled',
        status: 'cooking',
        role: 'kitchen',
        reason: 'remake',
        corrects: 3,
        notes: 'The noodles were cold',
        notified: notQuiteReady,
      });
      expect(snapshot.estimate).not.toBeNull();
      await journey.move(kitchen, { status: 'ready', role: 'kitchen', notified: isReady });
    });

    it('is told only by the channels that told what it corrects', async () => {
      const { kitchen } = world().by;
      const { email, ...rest } = aCustomer();
      const byTextAlone = await begin({ fulfilment: 'pickup', customer: rest });
      const refused = await begin({ fulfilment: 'pickup', customer: { ...aCustomer(), email } });
      await byTextAlone.move(kitchen, { status: 'ready', role: 'kitchen', notified: { text: isReady.text } });
      world().providers.twilio.failure = {
        kind: 'refuse',
        code: 21_211,
        message: "The 'To' number is not a valid phone number.",
      };
      await refused.move(kitchen, {
        status: 'ready',
        role: 'kitchen',
        notified: { subject: isReady.subject, mail: isReady.mail },
      });
      world().providers.heal();
      const undone = {
        type: 'recalled',
        status: 'pending',
        role: 'kitchen',
        reason: 'mistake',
        corrects: 2,
      } as const;
      await byTextAlone.arrives(await byTextAlone.post(kitchen, 'recall', { reason: 'mistake' }), {
        ...undone,
        notified: { text: notQuiteReady.text },
      });
      await refused.arrives(await refused.post(kitchen, 'recall', { reason: 'mistake' }), {
        ...undone,
        notified: { subject: notQuiteReady.subject, mail: notQuiteReady.mail },
      });
    });

    it('of a cancellation that was told says that the order goes on', async () => {
      const { cashier } = world().by;
      const journey = await begin({ fulfilment: 'dine_in', customer: aCustomer() });
      await journey.move(cashier, {
        status: 'cancelled',
        role: 'cashier',
        reason: 'mistake',
        notified: {
          subject: 'was cancelled',
          mail: 'was cancelled (our mistake)',
          text: 'was cancelled (our mistake)',
        },
      });
      const undone = await journey.post(cashier, 'recall', { reason: 'mistake' });
      const notified = {
        subject: 'is not cancelled after all',
        mail: 'is not cancelled after all',
        text: 'is not cancelled after all',
      };
      await journey.arrives(undone, {
        type: 'recalled',
        status: 'pending',
        role: 'cashier',
        reason: 'mistake',
        corrects: 2,
        notified,
      });
      const nothingLeft = await journey.post(cashier, 'recall', { reason: 'mistake' });
      expect(problemOf(nothingLeft)).toMatchObject({ status: 409, code: 'recall_not_possible' });
    });
  });

  describe('a delay', () => {
    it('moves the estimate by its minutes, not the status, and sends nothing', async () => {
      const { cashier, kitchen } = world().by;
      const journey = await begin({ fulfilment: 'delivery', customer: aCustomer() });
      const before = await journey.move(cashier, {
        status: 'confirmed',
        role: 'cashier',
        notified: { subject: 'is confirmed', mail: 'confirmed', text: 'is confirmed' },
      });
      const answer = await journey.post(kitchen, 'delay', { minutes: 15, reason: 'busy' });
      const after = await journey.arrives(answer, {
        type: 'delayed',
        status: 'confirmed',
        role: 'kitchen',
        reason: 'busy',
        minutes: 15,
        notified: null,
      });
      expect(inMs(after.estimate)).toEqual(inMs(before.estimate).map((at) => at + 15 * minute));
    });

    it('within the hold does not silence the news before it', async () => {
      const { cashier, kitchen } = world().by;
      const journey = await begin({ fulfilment: 'pickup', customer: aCustomer() });
      journey.answers(await journey.post(cashier, 'update-status', { status: 'confirmed' }), {
        status: 'confirmed',
        role: 'cashier',
      });
      journey.answers(await journey.post(kitchen, 'update-status', { status: 'cooking' }), {
        status: 'cooking',
        role: 'kitchen',
      });
      const delayed = await journey.post(kitchen, 'delay', { minutes: 5, reason: 'ingredient' });
      await journey.arrives(delayed, {
        type: 'delayed',
        status: 'cooking',
        role: 'kitchen',
        reason: 'ingredient',
        minutes: 5,
        notified: { subject: 'is confirmed', mail: 'confirmed', text: 'is confirmed' },
      });
    });
  });

  describe('news that is overtaken within the hold', () => {
    it('gives way to the later one: only that is told', async () => {
      const { cashier, courier } = world().by;
      const journey = await begin({ fulfilment: 'delivery', customer: aCustomer() });
      journey.answers(await journey.post(cashier, 'update-status', { status: 'ready' }), {
        status: 'ready',
        role: 'cashier',
      });
      await journey.move(courier, {
        status: 'out_for_delivery',
        role: 'courier',
        notified: { subject: 'is on its way', mail: 'on its way to you', text: 'is on its way to you' },
      });
    });
  });

  describe('an order that is stopped', () => {
    it('by the restaurant needs a reason, and tells it', async () => {
      const { cashier, kitchen } = world().by;
      const journey = await begin({ fulfilment: 'delivery', customer: aCustomer() });
      await journey.move(kitchen, { status: 'cooking', role: 'kitchen', notified: null });
      expect(problemOf(await journey.post(cashier, 'cancel', {}))).toMatchObject({
        status: 400,
        code: 'invalid_request',
      });
      const answer = await journey.post(cashier, 'cancel', { reason: 'sold_out' });
      const words = {
        subject: 'was cancelled',
        mail: 'was cancelled (sold out)',
        text: 'was cancelled (sold out)',
      };
      await journey.arrives(answer, {
        status: 'cancelled',
        role: 'cashier',
        reason: 'sold_out',
        notified: words,
      });
      expect(problemOf(await journey.post(cashier, 'update-status', { status: 'ready' }))).toMatchObject({
        status: 409,
        code: 'transition_not_allowed',
        from: 'cancelled',
        to: 'ready',
        allowed: [],
      });
    });

    it('by its customer needs none, and can be stopped only until the restaurant has taken it', async () => {
      const { cashier, customer } = world().by;
      const who = { placedBy: customer, follower: customer };
      const cancelled = await begin({ fulfilment: 'pickup', customer: aCustomer() }, who);
      await cancelled.arrives(await cancelled.post(customer, 'cancel', {}), {
        status: 'cancelled',
        role: 'customer',
        notified: { subject: 'was cancelled', mail: 'was cancelled', text: 'was cancelled' },
      });
      const taken = await begin({ fulfilment: 'pickup', customer: aCustomer() }, who);
      await taken.move(cashier, {
        status: 'confirmed',
        role: 'cashier',
        notified: { subject: 'is confirmed', mail: 'confirmed', text: 'is confirmed' },
      });
      expect(problemOf(await taken.post(customer, 'cancel', {}))).toMatchObject({
        status: 409,
        code: 'transition_not_allowed',
        from: 'confirmed',
        to: 'cancelled',
      });
    });

    it('because the restaurant declines it: with the reason, and whom to call', async () => {
      const journey = await begin({ fulfilment: 'dine_in', table: '3', customer: aCustomer() });
      const { phone } = journey.order.restaurant;
      const words = {
        subject: 'could not be taken',
        mail: `can't take this order (the kitchen is too busy). You can call them at ${phone ?? ''}.`,
        text: 'the kitchen is too busy',
      };
      await journey.move(world().by.cashier, {
        status: 'rejected',
        role: 'cashier',
        reason: 'too_busy',
        notified: words,
      });
    });
  });

  describe('a delivery that fails', () => {
    it('is told with its reason, goes out again and arrives', async () => {
      const { cashier, courier } = world().by;
      const onItsWay = {
        status: 'out_for_delivery',
        role: 'courier',
        notified: { subject: 'is on its way', mail: 'on its way', text: 'is on its way' },
      } as const;
      const journey = await begin({ fulfilment: 'delivery', customer: aCustomer() });
      await journey.move(cashier, { status: 'ready', role: 'cashier', notified: null });
      await journey.move(courier, onItsWay);
      expect(
        problemOf(await journey.post(courier, 'update-status', { status: 'delivery_failed' })),
      ).toMatchObject({ status: 400, code: 'invalid_request' });
      const failed =
        "The driver couldn't hand over your order (nobody answered). Mabuhay Kitchen is working on it.";
      await journey.move(courier, {
        status: 'delivery_failed',
        role: 'courier',
        reason: 'no_answer',
        notified: { subject: 'could not be handed over', mail: failed, text: 'nobody answered' },
      });
      await journey.move(courier, onItsWay);
      await journey.move(courier, {
        status: 'delivered',
        role: 'courier',
        notified: { subject: 'has been delivered', mail: 'has been delivered', text: 'has been delivered' },
      });
    });
  });

  describe('a customer who reads Spanish', () => {
    // A text without accents fits into a segment more than twice as long.
    it('gets Spanish, in both versions of the mail and on the phone', async () => {
      const { cashier, kitchen } = world().by;
      const customer = aCustomer('es-MX');
      const journey = await begin({ fulfilment: 'pickup', customer });
      await journey.move(cashier, {
        status: 'confirmed',
        role: 'cashier',
        notified: { subject: 'confirmado', mail: 'ha confirmado tu pedido', text: 'esta confirmado' },
      });
      await journey.move(kitchen, {
        status: 'ready',
        role: 'kitchen',
        notified: { subject: 'está listo', mail: 'Acércate al mostrador', text: 'esta listo para recoger' },
      });
      const undone = await journey.post(kitchen, 'recall', { reason: 'mistake' });
      await journey.arrives(undone, {
        type: 'recalled',
        status: 'confirmed',
        role: 'kitchen',
        reason: 'mistake',
        corrects: 3,
        notified: { subject: 'le falta un poco', mail: 'Todavía no', text: 'todavia no' },
      });
      for (const { parsed } of world().providers.mailsTo(customer)) {
        expect(parsed.html).toContain('lang="es"');
        expect(`${parsed.text ?? ''}${String(parsed.html)}`).not.toMatch(/your order|track/i);
      }
    });
  });

  describe('at the end of the day', () => {
    it('nobody was written to twice', async () => {
      await world().owner.allSettled();
      for (const journey of journeys) journey.expectMessages();
    });
  });
}
