import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlacedOrder, PlaceOrder, Problem } from '#libs/contracts';
import type { Answer } from '../../account/session/answer.ts';
import { anOrder } from '../board-orders/order.builder.ts';
import { OrderWish } from './order-wish.ts';

type Fate = 'answered' | 'lost on the way' | 'answer lost';

/** As the server does: a key makes one order, is repeated for the same body, and refuses another. */
class Kitchen {
  readonly placed: PlaceOrder[] = [];
  readonly #byKey = new Map<string, string>();
  fates: Fate[] = [];

  readonly post = async (order: PlaceOrder, key: string): Promise<Answer<PlacedOrder>> => {
    const fate = this.fates.shift() ?? 'answered';
    if (fate === 'lost on the way') return { ok: false, problem: null };
    const known = this.#byKey.get(key);
    if (known !== undefined && known !== JSON.stringify(order))
      return { ok: false, problem: { code: 'idempotency_key_reused', status: 422 } as Problem };
    if (known === undefined) this.placed.push(order);
    this.#byKey.set(key, JSON.stringify(order));
    return fate === 'answered' ? { ok: true, body: anOrder() } : { ok: false, problem: null };
  };
}

const ramen = (quantity: number): PlaceOrder => ({
  fulfilment: 'pickup',
  items: [{ name: 'Ramen', quantity, unit_price: 0 }],
});

describe('an order that someone means to place', () => {
  it('is another one each time, be it of the same dishes', async () => {
    const kitchen = new Kitchen();
    for (let count = 0; count < 2; count += 1) await new OrderWish(kitchen.post).place(ramen(1));
    expect(kitchen.placed).toHaveLength(2);
  });

  it('is placed once, whatever is lost and whatever is changed between two tries', async () => {
    const fates = fc.array(fc.constantFrom<Fate>('answered', 'lost on the way', 'answer lost'), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(
        fates,
        fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 6 }),
        async (lost, tries) => {
          const kitchen = new Kitchen();
          kitchen.fates = lost;
          const wish = new OrderWish(kitchen.post);
          const send = async (quantity: number): Promise<boolean> => {
            const { answer, order } = await wish.place(ramen(quantity));
            if (answer.ok) expect([order]).toEqual(kitchen.placed);
            return answer.ok;
          };
          for (const quantity of tries) if (await send(quantity)) return;
          expect(kitchen.placed.length).toBeLessThanOrEqual(1);
          kitchen.fates = [];
          expect(await send(1)).toBe(true);
        },
      ),
    );
  });
});
