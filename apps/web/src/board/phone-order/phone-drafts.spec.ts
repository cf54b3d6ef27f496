import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedOrder, PlaceOrder } from '#libs/contracts';
import { linesOf } from '#libs/order-model';
import type { Answer } from '../../account/session/answer.ts';
import { eventually } from '../../../../../tests/support/eventually.ts';
import { anOrder } from '../board-orders/order.builder.ts';
import { PhoneDrafts } from './phone-drafts.ts';

const sold = anOrder({
  items: linesOf([{ name: 'Ramen', quantity: 1, unit_price: 900 }]),
  total: { amount: 900, currency: 'PHP' },
});
const another = anOrder({ ...sold, order_id: 'b' });
const inPhp = async (): Promise<string> => 'PHP';
const inJpy = async (): Promise<string> => 'JPY';

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
    await drafts.open(sold).place(inPhp);
    await drafts.open(sold).place(inPhp);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it('is placed once, though the currency comes to be known while it is on its way', async () => {
    const draft = drafts.open(sold);
    void draft.place(inPhp);
    await eventually(() => sent.length > 0, 'it to leave');
    draft.settle('JPY');
    void draft.place(inJpy);
    void drafts.open(sold).place(inJpy);
    expect(sent).toHaveLength(1);
    expect(draft.order.currency).toBe('PHP');
  });

  it('is the same wish in another currency', async () => {
    answers = [lost, placed];
    const draft = drafts.open(sold);
    await draft.place(inPhp);
    draft.settle('JPY');
    await draft.place(inJpy, draft.order);
    expect(sent.map(({ order }) => order.currency)).toEqual(['PHP', 'JPY']);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it('is not placed without its prices, unless someone has said so of what stands there now', async () => {
    answers = [placed];
    const draft = drafts.open(sold);
    expect((await draft.place(inJpy)).kind).toBe('without price');
    const meant = draft.order;
    draft.order = { ...meant, notes: 'Ring twice' };
    expect((await draft.place(inJpy, meant)).kind).toBe('without price');
    expect(sent).toEqual([]);
    expect((await draft.place(inJpy, draft.order)).kind).toBe('sent');
  });

  describe('while the restaurant’s currency is awaited', () => {
    let answer: (currency: string | null) => void;
    const waits = (): Promise<string | null> => new Promise((resolve) => (answer = resolve));

    it('is placed once, however often it is meant, and from whichever form', async () => {
      const first = drafts.open(sold).place(waits);
      expect(drafts.open(sold).onItsWay).toBe(first);
      expect(drafts.open(sold).place(inPhp)).toBe(first);
      answers = [placed];
      answer('PHP');
      expect((await first).kind).toBe('sent');
      expect([sent.length, drafts.open(sold).onItsWay]).toEqual([1, null]);
    });

    it('is not placed once its form was closed, and can be placed anew', async () => {
      answers = [placed];
      const draft = drafts.open(sold);
      const first = draft.place(waits);
      draft.giveUp();
      expect([draft.onItsWay, draft.isKept]).toEqual([null, false]);
      const second = draft.place(inPhp);
      answer('PHP');
      expect([(await first).kind, (await second).kind, sent.length]).toEqual(['given up', 'sent', 1]);
    });

    it('is not placed where there is no answer', async () => {
      const placing = drafts.open(sold).place(waits);
      answer(null);
      expect([(await placing).kind, sent.length, drafts.open(sold).onItsWay]).toEqual([
        'no currency',
        0,
        null,
      ]);
    });
  });

  it('is placed though its form is closed, once it has left, and is awaited by the next form', async () => {
    const draft = drafts.open(sold);
    const placing = draft.place(inPhp);
    await eventually(() => sent.length > 0, 'it to leave');
    draft.giveUp();
    expect(drafts.open(sold).place(inPhp)).toBe(placing);
    expect(sent).toHaveLength(1);
  });

  it('is another wish once it was placed', async () => {
    answers = [placed, placed];
    await drafts.open(sold).place(inPhp);
    expect(drafts.open(sold).order.items[0]?.name).toBe('Ramen');
    await drafts.open(sold).place(inPhp);
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
