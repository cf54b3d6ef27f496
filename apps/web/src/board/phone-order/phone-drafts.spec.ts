import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedOrder, PlaceOrder } from '#libs/contracts';
import { linesOf } from '#libs/order-model';
import type { Answer } from '../../account/session/answer.ts';
import { anOrder } from '../board-orders/order.builder.ts';
import { PhoneDrafts } from './phone-drafts.ts';

const sold = anOrder({
  items: linesOf([{ name: 'Ramen', quantity: 1, unit_price: 900 }]),
  total: { amount: 900, currency: 'PHP' },
});
const another = anOrder({ ...sold, order_id: 'b' });

describe('an order that is ordered again', () => {
  let sent: { readonly order: PlaceOrder; readonly key: string }[];
  /** What becomes of each try; where there is nothing, it is on its way for ever. */
  let answers: Answer<PlacedOrder>[];
  let drafts: PhoneDrafts;
  beforeEach(() => {
    [sent, answers] = [[], []];
    drafts = new PhoneDrafts((order, key) => {
      sent.push({ order, key });
      const answer = answers.shift();
      return answer ? Promise.resolve(answer) : new Promise(() => undefined);
    });
  });
  const lost: Answer<PlacedOrder> = { ok: false, problem: null };
  const placed: Answer<PlacedOrder> = { ok: true, body: another };

  it('is placed once, though the form is closed over it and its answer was lost', async () => {
    answers = [lost, placed];
    await drafts.open(sold).place('PHP');
    await drafts.open(sold).place('PHP');
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it('is placed once, though the currency comes to be known while it is on its way', () => {
    const draft = drafts.open(sold);
    void draft.place('PHP');
    draft.settle('JPY');
    void draft.place('JPY');
    void drafts.open(sold).place('JPY');
    expect(sent).toHaveLength(1);
    expect(draft.order.currency).toBe('PHP');
  });

  it('is the same wish in another currency', async () => {
    answers = [lost, placed];
    const draft = drafts.open(sold);
    await draft.place('PHP');
    draft.settle('JPY');
    await draft.place('JPY');
    expect(sent.map(({ order }) => order.currency)).toEqual(['PHP', 'JPY']);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it('is another wish once it was placed', async () => {
    answers = [placed, placed];
    await drafts.open(sold).place('PHP');
    expect(drafts.open(sold).order.items[0]?.name).toBe('Ramen');
    await drafts.open(sold).place('PHP');
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });

  it('keeps what was typed, and leaves the new order and the others alone', () => {
    const draft = drafts.open(sold);
    draft.order = { ...draft.order, notes: 'Ring twice' };
    expect(drafts.open(sold).order.notes).toBe('Ring twice');
    expect([drafts.open(null).order.notes, drafts.open(another).order.notes]).toEqual(['', '']);
  });

  it('has the order’s own prices again where a currency that was presumed turns out wrong', () => {
    const draft = drafts.open(sold);
    draft.settle('JPY');
    expect(draft.order.items[0]?.price).toBe('');
    draft.settle('PHP');
    expect(draft.order.items[0]?.price).toBe('9.00');
  });

  it('is as the order is now where nobody has touched it', () => {
    drafts.open(sold).settle('PHP');
    const changed = { ...sold, notes: 'Ring twice' };
    expect(drafts.open(changed).order.notes).toBe('Ring twice');
  });
});
