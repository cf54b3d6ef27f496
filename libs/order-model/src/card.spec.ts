import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { advanceCard, cardFacts, cardWithAnswer } from './card.ts';
import { changeRecord, minute, nextFrame, recorded } from './recorded-order.builder.ts';
import { snapshotFrom } from './snapshot.ts';
import { statusInfo } from './status-info.ts';

const card: Order = {
  order_id: '0190a000-0000-7000-8000-000000000001',
  order_number: 'ONLINE-000042',
  display_number: '42',
  restaurant_id: '0190a000-0000-7000-8000-00000000000f',
  restaurant: { name: 'Mabuhay Kitchen', phone: null, address: null },
  fulfilment: 'pickup',
  status: 'cooking',
  order_status: 'cooking',
  version: 2,
  items: [],
  adjustments: [],
  payment: { status: 'unpaid' },
  notes: null,
  total: { amount: 0, currency: 'PHP' },
  placed_at: minute(1),
  updated_at: minute(2),
  tracking_url: '',
  status_info: statusInfo('cooking', 'pickup'),
  table: '12',
  allowed: ['ready'],
  status_since: minute(2),
  recallable: { status: 'pending', until: minute(12) },
  latest_notes: { notes: 'No egg', internal_notes: 'regular', updated_by: 'Ana' },
};

describe('a card after a change', () => {
  it('moves on, keeps what a frame does not say, and forgets what it makes untrue', () => {
    expect(advanceCard(card, nextFrame(card, 'ready', { notes: 'Enjoy', role: 'kitchen' }))).toEqual({
      ...card,
      status: 'ready',
      order_status: 'ready',
      version: 3,
      updated_at: minute(3),
      status_info: statusInfo('ready', 'pickup'),
      estimate: null,
      status_since: minute(3),
      latest_notes: { notes: 'Enjoy', internal_notes: '', updated_by: 'kitchen' },
      allowed: undefined,
      recallable: undefined,
    });
  });

  it('made offline has its status since it happened, and was updated when the server wrote it down', () => {
    const frame = nextFrame(card, 'ready', { at: minute(5), recorded_at: minute(30) });

    expect(advanceCard(card, frame)).toMatchObject({ status_since: minute(5), updated_at: minute(30) });
  });

  it('is as long in its status as before a delay', () => {
    const frame = nextFrame(card, 'cooking', { type: 'delayed', minutes: 10 });

    expect(advanceCard(card, frame).status_since).toBe(minute(2));
  });

  it('does not know since when it has a status that it heard of by a delay alone', () => {
    const frame = nextFrame(card, 'ready', { version: 4, type: 'delayed', minutes: 10 });

    expect(advanceCard(card, frame).status_since).toBeUndefined();
  });

  it('has its status anew after a recall, also where what was recalled was missed', () => {
    const frame = nextFrame(card, 'cooking', { version: 4, type: 'recalled', corrects: 3, at: minute(4) });

    expect(advanceCard(card, frame).status_since).toBe(minute(4));
  });

  it('calls for attention until somebody says that it does no more, whatever its version', () => {
    const calling: Order = { ...card, attention: ['overdue'] };

    expect(advanceCard(calling, nextFrame(calling, 'ready')).attention).toEqual(['overdue']);
  });

  it.each([1, 2])('stays as it is where news of version %s come late', (version) => {
    expect(advanceCard(card, nextFrame(card, 'pending', { version }))).toBe(card);
  });
});

describe('a card after an answer', () => {
  const answer = {
    ...snapshotFrom(recorded('pickup', 'pending', 'cooking', 'ready'), 'customer'),
    allowed: [],
  };

  it('says what the history says, and what may be done now', () => {
    expect(cardWithAnswer(card, answer)).toMatchObject({
      version: 3,
      status: 'ready',
      updated_at: minute(3),
      status_since: minute(3),
      latest_notes: null,
      allowed: [],
      recallable: undefined,
    });
  });

  it('of the version that it shows still knows what can be taken back', () => {
    const { recallable } = cardWithAnswer({ ...card, version: 3 }, answer);

    expect(recallable).toEqual(card.recallable);
  });

  it('calls for attention as before: an answer says nothing of it', () => {
    const calling: Order = { ...card, attention: ['overdue'] };

    expect(cardWithAnswer({ ...calling, version: 3 }, answer).attention).toEqual(['overdue']);
    expect(cardWithAnswer(calling, answer).attention).toEqual(['overdue']);
  });

  it('stays as it is where the answer comes late', () => {
    const newer = { ...card, version: 4 };

    expect(cardWithAnswer(newer, answer)).toBe(newer);
  });
});

describe('what a card says of a history', () => {
  it('is since when the order has its status, and the latest notes, those among staff too', () => {
    const history = [
      changeRecord(1, 'pending', { notes: 'No egg' }),
      changeRecord(2, 'cooking', { internal_notes: 'regular', updated_by: 'Ana' }),
      changeRecord(3, 'cooking', { type: 'delayed', minutes: 5, internal_notes: '' }),
    ];

    expect(cardFacts(history)).toEqual({
      status_since: minute(2),
      latest_notes: { notes: '', internal_notes: 'regular', updated_by: 'Ana' },
    });
  });
});
