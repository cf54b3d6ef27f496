import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { forgetBoard, keepBoard, keptBoard } from './kept-board.ts';
import { anOrder } from './order.builder.ts';

function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}
const cardsOf = (...orders: Order[]) => new Map(orders.map((order) => [order.order_id, order]));
const open = anOrder({
  order_id: 'open',
  status: 'cooking',
  address: '12 Mabini St',
  tracking_url: 'https://x.test/t#secret',
  customer: { name: 'Ana', phone: '+639170001234', email: 'ana@example.test' },
});

describe('what a board keeps over a reload', () => {
  it('is its open cards, and when the server was last heard of', () => {
    const place = shelf();
    keepBoard(
      place,
      'mara',
      {
        heardAt: 1_000,
        ahead: -5_000,
        cards: cardsOf(open, anOrder({ order_id: 'ended', status: 'completed' })),
      },
      new Map(),
    );
    const kept = keptBoard(place, 'mara');
    expect([kept?.heardAt, kept?.ahead, [...(kept?.cards.keys() ?? [])]]).toEqual([1_000, -5_000, ['open']]);
    expect(kept?.cards.get('open')).toEqual({
      ...open,
      tracking_url: '',
      customer: { name: 'Ana', phone: '+639170001234' },
    });
  });

  it('is no more about a person than a card shows', () => {
    const place = shelf();
    keepBoard(place, 'mara', { heardAt: 1_000, ahead: 0, cards: cardsOf(open) }, new Map());
    expect([...place.kept.values()].join()).not.toMatch(/example\.test|secret/);
  });

  it('is for nobody else, and gone once it is forgotten', () => {
    const place = shelf();
    keepBoard(place, 'mara', { heardAt: 1_000, ahead: 0, cards: cardsOf(open) }, new Map());
    expect(keptBoard(place, 'someone else')).toBeNull();
    forgetBoard(place);
    expect([keptBoard(place, 'mara'), place.kept.size]).toEqual([null, 0]);
  });

  it('is written anew only where it is another, and goes with the order', () => {
    const place = shelf();
    const other = anOrder({ order_id: 'other', status: 'pending' });
    const before = keepBoard(
      place,
      'mara',
      { heardAt: 1_000, ahead: 0, cards: cardsOf(open, other) },
      new Map(),
    );
    const written: string[] = [];
    const watched = {
      ...place,
      length: 3,
      setItem: (name: string, value: string) => {
        written.push(name);
        place.setItem(name, value);
      },
    };
    keepBoard(
      watched,
      'mara',
      { heardAt: 2_000, ahead: 0, cards: cardsOf(open, { ...other, status: 'completed' }) },
      before,
    );
    expect(written).toEqual(['passline:board']);
    expect([keptBoard(place, 'mara')?.heardAt, [...(keptBoard(place, 'mara')?.cards.keys() ?? [])]]).toEqual([
      2_000,
      ['open'],
    ]);
  });

  it('is nothing where there is no room for it', () => {
    const full = {
      ...shelf(),
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(() =>
      keepBoard(full, 'mara', { heardAt: 1_000, ahead: 0, cards: cardsOf(open) }, new Map()),
    ).not.toThrow();
  });
});
