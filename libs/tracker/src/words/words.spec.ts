import { describe, expect, it } from '@jest/globals';
import type { HistoryRecord, Snapshot } from '#libs/contracts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';
import { fill } from './fill.ts';
import { eventWords, hasNewsToCome, headline } from './headline.ts';
import { wordsOf } from './languages.ts';
import { ageWords, durationWords, estimateOnClock, estimateWords, timeOfDay } from './times.ts';

const now = Date.parse('2026-01-05T18:00:00.000Z');
const inMinutes = (count: number): string => new Date(now + count * 60_000).toISOString();

const entry = (
  version: number,
  status: Snapshot['status'],
  more: Partial<HistoryRecord> = {},
): HistoryRecord => ({
  version,
  type: 'status_changed',
  status,
  timestamp: inMinutes(0),
  recorded_at: inMinutes(0),
  updated_by: 'kitchen',
  role: 'kitchen',
  notes: '',
  reason: null,
  ...more,
});
const order = (fulfilment: Snapshot['fulfilment'], ...status_history: HistoryRecord[]): Snapshot => {
  const latest = status_history.at(-1) ?? entry(1, 'pending');
  return {
    order_id: '',
    order_number: 'ONLINE-000042',
    display_number: '42',
    restaurant_name: 'Mabuhay Kitchen',
    fulfilment,
    status: latest.status,
    order_status: latest.status,
    version: latest.version,
    updated_at: inMinutes(0),
    steps: [],
    estimate: null,
    payment: { status: 'unpaid' },
    items_done: 0,
    items_total: 1,
    ended: false,
    status_history,
    status_info: {
      status: latest.status,
      label: 'Label',
      description: 'What the server says.',
      icon: '',
      color: 'blue',
      progress: 0,
    },
  };
};

describe('news that its customer would want to be told of', () => {
  const kinds = ['delivery', 'pickup', 'dine_in'] as const;
  const table: Readonly<Record<Snapshot['status'], readonly (typeof kinds)[number][]>> = {
    pending: kinds,
    confirmed: kinds,
    preparing: kinds,
    cooking: kinds,
    // A delivery is still on its way to them; all else waits for them, or is being carried.
    ready: ['delivery'],
    out_for_delivery: kinds,
    delivery_failed: kinds,
    delivered: [],
    served: [],
    completed: [],
    cancelled: [],
    rejected: [],
  };
  const statuses = Object.keys(table) as Snapshot['status'][];

  it.each(statuses)('is still to come, or not, of an order that is %s', (status) => {
    // A server of the release before does not say whether it has ended.
    expect(kinds.filter((fulfilment) => hasNewsToCome({ status, fulfilment }))).toEqual(table[status]);
  });

  it('is not to come of an order that has ended by what the server says, whatever its status', () => {
    expect(hasNewsToCome({ status: 'out_for_delivery', fulfilment: 'delivery', ended: true })).toBe(false);
    expect(hasNewsToCome({ status: 'delivered', fulfilment: 'delivery', ended: false })).toBe(true);
  });
});

describe('what the tracker says is happening', () => {
  it.each([
    ['pickup', 'Ready. Come to the counter with ONLINE-000042.'],
    ['dine_in', 'Ready. It’s on its way to your table.'],
    ['delivery', 'Packed and waiting for the driver.'],
  ] as const)('fits the kind of order: %s', (fulfilment, sentence) => {
    expect(headline(order(fulfilment, entry(2, 'ready')), en)).toBe(sentence);
  });

  it('owns up to a correction, by what was told before', () => {
    const ready = entry(2, 'ready');
    const back = entry(3, 'cooking', { type: 'recalled', corrects: 2, reason: 'mistake' });
    expect(headline(order('pickup', entry(1, 'cooking'), ready, back), en)).toMatch(
      /^Not quite yet: the kitchen is still finishing/,
    );
  });

  it('says that a cancelled order goes on after all', () => {
    const back = entry(3, 'cooking', { type: 'recalled', corrects: 2 });
    expect(headline(order('pickup', entry(1, 'cooking'), entry(2, 'cancelled'), back), en)).toMatch(
      /was not cancelled after all/,
    );
  });

  it('says a delay in minutes and with its reason', () => {
    const late = entry(2, 'cooking', { type: 'delayed', minutes: 15, reason: 'traffic' });
    expect(headline(order('delivery', late), en)).toBe('Running about 15\u00a0minutes late (traffic).');
    expect(headline(order('delivery', { ...late, minutes: 1 }), en)).toMatch(
      /^Running about 1\u00a0minute late/,
    );
  });

  it('ends with one point, also where the clock has its own', () => {
    const late = order('pickup', entry(2, 'cooking', { type: 'delayed', minutes: 10, reason: 'busy' }));
    const said = headline(
      { ...late, estimate: { ready_from: inMinutes(8), ready_to: inMinutes(12) } },
      { ...es, language: 'es-MX' },
      now,
    );
    expect(said).toMatch(/[ap]\.\s?m\.$/);
  });

  it('is plain about bad news, and gives the reason where there is one', () => {
    expect(headline(order('pickup', entry(2, 'rejected', { reason: 'sold_out' })), en)).toBe(
      'Mabuhay Kitchen can’t take this order (something is sold out).',
    );
    expect(headline(order('pickup', entry(2, 'rejected', { reason: 'other' })), en)).toBe(
      'Mabuhay Kitchen can’t take this order.',
    );
  });

  it('tells the history in words of its own for each kind of event', () => {
    expect(eventWords(entry(3, 'cooking', { type: 'recalled', corrects: 2, reason: 'mistake' }), en)).toBe(
      'Back to Cooking (a mistake of ours)',
    );
    expect(eventWords(entry(3, 'cooking', { type: 'delayed', reason: 'busy' }), en)).toBe(
      'Delayed (the kitchen is busy)',
    );
    expect(eventWords(entry(1, 'pending', { type: 'placed' }), en)).toBe('Order placed');
  });
});

describe('when the order will be ready', () => {
  it.each([
    [8.4, 11.2, 'Ready in 8–15 min'],
    [8.4, 9.2, 'Ready in 8–10 min'],
    [12, 12, 'Ready in 10–15 min'],
    [5, 5, 'Ready in about 5 min'],
    [-2, 4, 'Ready within 4 min'],
    [-5, 0.5, 'Ready any minute now'],
    [-5, -0.1, 'Taking longer than we thought'],
    [-9, -2, 'Taking longer than we thought'],
    [41, 48, 'Ready in 40–50 min'],
  ])('%d to %d minutes from now: %s', (from, to, said) => {
    expect(estimateWords({ ready_from: inMinutes(from), ready_to: inMinutes(to) }, now, en)).toBe(said);
  });

  it('is a range on the clock too, as the language writes it', () => {
    const clock = (words: Words): string =>
      estimateOnClock({ ready_from: inMinutes(8), ready_to: inMinutes(12) }, words, now);
    expect(clock(es)).toMatch(/^\d{1,2}:\d\d[–-]\d{1,2}:\d\d$/);
    expect(clock(fil)).toMatch(/^\d{1,2}:\d\d.?–.?\d{1,2}:\d\d.[AP]M$/);
  });

  it.each(['en-GB', 'en-US', 'es', 'es-MX', 'fil'])(
    'is written on the clock as a time by itself is, in %s',
    (language) => {
      const [ready_from, ready_to] = [5, 38].map((minute) =>
        new Date(2026, 0, 5, 2, minute).toISOString(),
      ) as [string, string];
      const before = Date.parse(ready_from) - 60_000;
      const [hour] = timeOfDay(ready_from, language, before).split(':');
      expect(estimateOnClock({ ready_from, ready_to }, { ...en, language }, before).split(':')[0]).toBe(hour);
    },
  );

  it('says nothing without an estimate', () => {
    expect(estimateWords(null, now, en)).toBeNull();
  });
});

it.each([
  [0, 'just now'],
  [40, '40 s ago'],
  [125, '2 min ago'],
  [7_300, '2 h ago'],
])('tells the age of what it shows: %d s', (seconds, said) => {
  expect(ageWords(now - seconds * 1_000, now, en)).toBe(said);
});

describe('the catalogues', () => {
  /** Every text by its path, with the facts that it names. */
  const texts = (words: object, path = ''): readonly (readonly [string, string])[] =>
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[path + key, value] as const] : texts(value as object, `${path}${key}.`),
    );
  const facts = (words: Words) =>
    Object.fromEntries(texts(words).map(([path, text]) => [path, (text.match(/\{\w+\}/g) ?? []).sort()]));

  it.each([
    ['Spanish', es],
    ['Filipino', fil],
  ])('say the same facts in %s as in English, and leave no text out', (_name, words) => {
    expect(facts(words)).toEqual(facts(en));
    const empty = texts(words).filter(([path, text]) => text === '' && path !== 'reasons.other');
    expect(empty).toEqual([]);
  });

  it.each([
    ['Spanish', es],
    ['Filipino', fil],
  ])('repeat no English sentence in %s', (_name, words) => {
    const english = new Map(texts(en));
    const copied = texts(words).filter(
      ([path, text]) => text.split(' ').length > 2 && text === english.get(path),
    );
    expect(copied).toEqual([]);
  });

  it.each([
    [['es-MX', 'en'], 'es'],
    [['tl-PH'], 'fil'],
    [[undefined, '', 'FIL'], 'fil'],
    [['fr', 'de-CH'], 'en'],
    [['fr', 'es'], 'es'],
  ])('are chosen by the first language that has one: %j', (tags, language) => {
    expect(wordsOf(tags).language).toBe(language);
  });

  it('count minutes as each language does', () => {
    expect([en, es, fil].map((words) => [durationWords(1, words), durationWords(15, words)])).toEqual([
      ['1\u00a0minute', '15\u00a0minutes'],
      ['1\u00a0minuto', '15\u00a0minutos'],
      ['1\u00a0minuto', '15\u00a0minuto'],
    ]);
  });
});

it('lets no name turn the direction of the sentence that it stands in', () => {
  expect(fill('{restaurant} has accepted your order.', { restaurant: 'Ma\u202ebuhay\u2066' })).toBe(
    'Mabuhay has accepted your order.',
  );
});
