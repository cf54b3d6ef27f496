import * as z from 'zod';
import { orderSchema } from '#libs/contracts';
import { HttpCaller } from '../../rush/http-caller.ts';
import { inParallel } from './in-parallel.ts';
import type { LoadInput, OrderOfMany } from './load-tasks.ts';
import { placePickup } from './place-pickup.ts';

const lanes = 16;
const placedSchema = orderSchema.pick({ order_id: true });

/** Neighbours in the list are orders of different restaurants. */
export async function placeAtMany({ url, tokens, count }: LoadInput<'placeAtMany'>): Promise<OrderOfMany[]> {
  const caller = new HttpCaller(url, lanes);
  const placed: OrderOfMany[] = [];
  await inParallel(Array(count).keys(), lanes, async (index) => {
    const token = tokens[index % tokens.length] ?? '';
    const { status, body } = await placePickup(caller, token);
    if (status !== 201) throw new Error(`no order can be placed: ${body}`);
    placed.push({ orderId: placedSchema.parse(z.json().parse(JSON.parse(body))).order_id, token });
  }).finally(() => {
    caller.close();
  });
  return placed;
}
