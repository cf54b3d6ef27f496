import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HistoryRecord, Snapshot } from '#libs/contracts';
import { fulfilments, statuses } from '#libs/status-machine';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';
import { fill } from './fill.ts';
import { eventWords, hasNewsToCome, headline } from './headline.ts';
import { wordsOf } from './languages.ts';
import { ageWords, durationWords, isOverdue, timeOfDay, windowOnClock, windowWords } from './times.ts';

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
    scheduled: kinds,
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

describe('what has its time', () => {
  const later = (fulfilment: Snapshot['fulfilment'], scheduled_for: string): Snapshot => ({
    ...order(fulfilment, entry(1, 'scheduled', { type: 'placed' })),
    scheduled_for,
  });
  /** Half past seven in the evening, so many days from now, where the reader is. */
  const evening = (days: number): string => new Date(2026, 0, 5 + days, 19, 30).toISOString();
  const today = new Date(2026, 0, 5, 9).getTime();

  it.each([
    ['en-GB', en, 0, 'We’ll have it ready at 19:30.', 'At your door about 19:30.'],
    [
      'en-GB',
      en,
      4,
      'We’ll have it ready at 19:30 on Friday 9 January.',
      'At your door about 19:30 on Friday 9 January.',
    ],
    ['es', es, 0, 'Lo tendremos listo a las 19:30.', 'En tu puerta hacia las 19:30.'],
    [
      'es',
      es,
      4,
      'Lo tendremos listo a las 19:30 del viernes, 9 de enero.',
      'En tu puerta hacia las 19:30 del viernes, 9 de enero.',
    ],
    ['fil', fil, 0, 'Handa na ito pagsapit ng 7:30 PM.', 'Nasa pintuan mo na ito bandang 7:30 PM.'],
    [
      'fil',
      fil,
      4,
      'Handa na ito pagsapit ng 7:30 PM ng Biyernes, Enero 9.',
      'Nasa pintuan mo na ito bandang 7:30 PM ng Biyernes, Enero 9.',
    ],
  ] as const)('is said of an order for later, in %s, %#', (language, words, days, ready, atTheDoor) => {
    const said = (fulfilment: Snapshot['fulfilment']): string =>
      headline(later(fulfilment, evening(days)), { ...words, language }, today).replace(/\s/g, ' ');
    expect([said('pickup'), said('dine_in'), said('delivery')]).toEqual([ready, ready, atTheDoor]);
  });

  it('is later by what an order for later was delayed, also once that is no news any more', () => {
    const half = new Date(2026, 0, 5, 20);
    const estimate = {
      arrives_from: new Date(half.getTime() - 10 * 60_000).toISOString(),
      arrives_to: half.toISOString(),
      ready_from: evening(0),
      ready_to: evening(0),
      basis: 'rule',
    } as const;
    const delayed = { ...later('delivery', evening(0)), estimate };
    const words = { ...en, language: 'en-GB' };
    const said = (...entries: readonly HistoryRecord[]): string =>
      headline(
        { ...delayed, status_history: [entry(1, 'scheduled', { type: 'placed' }), ...entries] },
        words,
        today,
      );
    const delay = entry(2, 'scheduled', { type: 'delayed', minutes: 30 });
    expect(said(delay)).toContain('20:00');
    expect(said(delay)).not.toContain('19:30');
    expect(said()).toBe('At your door about 20:00.');
    expect(isOverdue(delayed, half.getTime() - 60_000)).toBe(false);
  });

  it('is said again of one that was begun by mistake, in every language', () => {
    const recalled = {
      ...later('pickup', evening(0)),
      status_history: [
        entry(1, 'scheduled', { type: 'placed' }),
        entry(2, 'pending'),
        entry(3, 'scheduled', { type: 'recalled', corrects: 2 }),
      ],
      estimate: { ready_from: evening(-1), ready_to: evening(-1), basis: 'rule' },
    } as Snapshot;
    for (const words of [en, es, fil]) {
      const said = headline(recalled, words, today);
      expect(said).toMatch(/\S{3}\. .*(7|19):30/);
      expect(said.endsWith(headline(later('pickup', evening(0)), words, today))).toBe(true);
    }
    expect(isOverdue(recalled, today)).toBe(false);
    expect(isOverdue(recalled, Date.parse(evening(0)))).toBe(true);
  });

  it('is one hour, and one point, in Spanish on a clock of twelve', () => {
    const atOne = new Date(2026, 0, 5, 13, 30).toISOString();
    expect(headline(later('pickup', atOne), { ...es, language: 'es-MX' }, today)).toMatch(
      /^Lo tendremos listo a la 1:30\sp\.\s?m\.$/,
    );
  });

  it('is until when the restaurant answers', () => {
    const placed = order('pickup', entry(1, 'pending', { type: 'placed' }));
    const by = (accept_by: string | null, at = today): string =>
      headline({ ...placed, accept_by }, { ...en, language: 'en-GB' }, at);
    expect(by(evening(0))).toBe('We’ve sent your order to Mabuhay Kitchen. They’ll answer by 19:30.');
    expect(by(evening(0), Date.parse(evening(0)))).toMatch(/They’ll confirm it shortly\.$/);
    expect(by(null)).toMatch(/They’ll confirm it shortly\.$/);
  });

  it('is no time that is past, whatever the status, the kind and the clock', () => {
    const minuteAsShown = 60_000;
    fc.assert(
      fc.property(
        fc.constantFrom(...statuses),
        fc.constantFrom(...fulfilments),
        fc.integer({ min: -180 * 60_000, max: 12 * 60 * 60_000 }),
        (status, fulfilment, ms) => {
          const at = new Date(today + ms).toISOString();
          const snapshot = { ...order(fulfilment, entry(1, status)), scheduled_for: at, accept_by: at };
          const said = headline(snapshot, { ...en, language: 'en-GB' }, today);
          const [, hour, minute] = /(\d\d):(\d\d)/.exec(said) ?? [];
          const isSaid = hour !== undefined && minute !== undefined;
          if (isSaid)
            expect(new Date(2026, 0, 5, Number(hour), Number(minute)).getTime()).toBeGreaterThan(today);
          const isTimed = status === 'scheduled' || status === 'pending';
          expect(isSaid).toBe(isTimed && ms - (ms % minuteAsShown) > 0);
        },
      ),
    );
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
    [-5, -0.1, 'Sorry, it’s taking longer than we thought'],
    [-9, -2, 'Sorry, it’s taking longer than we thought'],
    [41, 48, 'Ready in 40–50 min'],
  ])('%d to %d minutes from now: %s', (from, to, said) => {
    const window = { from: now + from * 60_000, to: now + to * 60_000 };
    expect(windowWords({ awaits: 'ready', ...window }, now, en)).toBe(said);
    const atTheDoor = said.replace('Ready', 'At your door');
    expect(windowWords({ awaits: 'arrival', ...window }, now, en)).toBe(atTheDoor);
  });

  it('is a range on the clock too, as the language writes it', () => {
    const clock = (words: Words): string =>
      windowOnClock({ from: now + 8 * 60_000, to: now + 12 * 60_000 }, words, now);
    expect(clock(es)).toMatch(/^\d{1,2}:\d\d[–-]\d{1,2}:\d\d$/);
    expect(clock(fil)).toMatch(/^\d{1,2}:\d\d.?–.?\d{1,2}:\d\d.[AP]M$/);
  });

  it.each(['en-GB', 'en-US', 'es', 'es-MX', 'fil'])(
    'is written on the clock as a time by itself is, in %s',
    (language) => {
      const [from, to] = [5, 38].map((minute) => new Date(2026, 0, 5, 2, minute).getTime()) as [
        number,
        number,
      ];
      const before = from - 120_000;
      const [hour] = timeOfDay(from, language, before).split(':');
      expect(windowOnClock({ from, to }, { ...en, language }, before).split(':')[0]).toBe(hour);
    },
  );
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
