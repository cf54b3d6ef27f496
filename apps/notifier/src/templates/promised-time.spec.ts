import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MessageFacts } from '#libs/contracts';
import { emailMessage } from './email-message.ts';
import { changeTo, contextOf, messageFacts } from './message-facts.builder.ts';
import { promisedTime } from './promised-time.ts';
import { smsText } from './sms-text.ts';

const manila = { timezone: 'Asia/Manila', formats: 'en-PH' };
const newYork = { timezone: 'America/New_York', formats: 'en-US' };
const madrid = { timezone: 'Europe/Madrid', formats: 'es-ES' };
const kathmandu = { timezone: 'Asia/Kathmandu', formats: 'en-NP' };

const confirmed = (
  { timezone, formats }: typeof manila,
  estimate: MessageFacts['estimate'],
  phone: string | null = '+6328888888',
) =>
  contextOf(
    'confirmed',
    messageFacts({
      restaurant: { timezone, phone },
      contact: { locale: formats },
      history: [changeTo('confirmed')],
      estimate,
    }),
  );

const minute = 60_000;
const five = 5 * minute;

/** When the restaurant's clock shows that within the next hours; twice where it is put back meanwhile. */
function readOn(shown: string, timezone: string, now: number): number[] {
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: timezone });
  const next = (Math.floor(now / minute) + 1) * minute;
  return Array.from({ length: 360 }, (_, step) => next + step * minute).filter(
    (at) => clock.format(at) === shown,
  );
}

describe('when the food will be ready', () => {
  it.each([
    ['today', manila, '2026-03-01T10:00Z', '10:12–10:21', 'It should be ready around 6:10 – 6:25 PM.'],
    [
      'on a clock of 24 hours',
      madrid,
      '2026-03-01T10:00Z',
      '17:12–17:21',
      'Debería estar listo hacia las 18:10–18:25.',
    ],
    [
      'across noon',
      manila,
      '2026-03-01T03:00Z',
      '03:52–04:08',
      'It should be ready around 11:50 AM – 12:10 PM.',
    ],
    [
      'over midnight',
      manila,
      '2026-03-01T15:30Z',
      '15:52–16:08',
      'It should be ready around 11:50 PM – 12:10 AM.',
    ],
    [
      'where half of the hours is of another',
      kathmandu,
      '2026-03-01T10:00Z',
      '10:15–10:25',
      'It should be ready around 4:00 – 4:10 PM.',
    ],
    [
      'tomorrow, with its date',
      manila,
      '2026-03-01T10:00Z',
      '17:00–17:20',
      'It should be ready on Mon, Mar 2, around 1:00 – 1:20 AM.',
    ],
    [
      'tomorrow, in Spanish',
      madrid,
      '2026-03-01T10:00Z',
      '23:00–23:20',
      'Debería estar listo el lun, 2 mar, hacia las 0:00–0:20.',
    ],
    [
      'by its end where it has begun',
      manila,
      '2026-03-01T10:15Z',
      '10:12–10:21',
      'It should be ready by 6:21 PM.',
    ],
    [
      'to the minute where it is near',
      manila,
      '2026-03-01T10:11Z',
      '10:12–10:21',
      'It should be ready around 6:12 – 6:21 PM.',
    ],
    [
      'by its end after midnight',
      manila,
      '2026-03-01T15:55Z',
      '15:52–16:08',
      'It should be ready by 12:10 AM.',
    ],
    [
      'by its end in Spanish',
      madrid,
      '2026-03-01T17:15Z',
      '17:12–17:21',
      'Debería estar listo antes de las 18:21.',
    ],
    [
      'no more where it has ended',
      manila,
      '2026-03-01T10:21Z',
      '10:12–10:21',
      'Sorry, it is taking longer than planned. You can call +6328888888.',
    ],
    [
      'with the zone where the clock goes back between',
      newYork,
      '2026-11-01T05:30Z',
      '05:45–06:10',
      'It should be ready around 1:45 AM EDT – 1:10 AM EST.',
    ],
    [
      'with the zone where the clock goes forward between',
      newYork,
      '2026-03-08T06:30Z',
      '06:50–07:10',
      'It should be ready around 1:50 AM EST – 3:10 AM EDT.',
    ],
    [
      'without it on the day after',
      newYork,
      '2026-11-02T05:30Z',
      '05:45–06:10',
      'It should be ready around 12:45 – 1:10 AM.',
    ],
  ])('is told %s', (_when, place, now, window, told) => {
    const [day, [from = '', to = '']] = [now.slice(0, 11), window.split('–')];
    const estimate = { ready_from: `${day}${from}:00.000Z`, ready_to: `${day}${to}:00.000Z` };
    const context = confirmed(place, estimate);
    const mail = emailMessage(context, new Date(now));
    expect(mail.text).toContain(told);
    expect(mail.html.replace(/<a [^>]*href="tel:.*?>(.*?)<\/a>/g, '$1')).toContain(told);
    expect(smsText(context, new Date(now)).replaceAll('-', '–')).toContain(
      told.replace('í', 'i').replaceAll('-', '–'),
    );
  });

  it('is not told where the restaurant says nothing of it, nor is a number where there is none', () => {
    const now = new Date('2026-03-01T12:00:00.000Z');
    expect(emailMessage(confirmed(manila, null), now).text).not.toMatch(/should be ready|longer/);
    const past = { ready_from: '2026-03-01T10:00:00.000Z', ready_to: '2026-03-01T10:10:00.000Z' };
    expect(emailMessage(confirmed(manila, past, null), now).text).toContain('longer than planned.\n');
  });

  it.each([
    ['confirmed', null, 'It should be at your door around 6:35 – 6:45 PM.'],
    ['ready', null, 'It should be at your door around 6:35 – 6:45 PM.'],
    ['out_for_delivery', null, 'It should be at your door around 6:35 – 6:45 PM.'],
    ['out_for_delivery', 'es', 'Debería llegar a tu puerta hacia las 6:35–6:45 p. m.'],
    ['delivered', null, ''],
    ['cancelled', null, ''],
    ['delivery_failed', null, ''],
  ] as const)('of a delivery that is %s, %j, is told as of the door: %j', (moment, language, told) => {
    const estimate = {
      ready_from: moment === 'confirmed' ? '2026-03-01T10:12:00.000Z' : null,
      ready_to: moment === 'confirmed' ? '2026-03-01T10:21:00.000Z' : null,
      arrives_from: '2026-03-01T10:36:00.000Z',
      arrives_to: '2026-03-01T10:44:00.000Z',
    };
    const context = contextOf(
      moment,
      messageFacts({
        fulfilment: 'delivery',
        estimate,
        history: [changeTo(moment)],
        contact: { locale: `${language ?? 'en'}-PH` },
      }),
    );
    const now = new Date('2026-03-01T10:00:00.000Z');
    const [mail, sms] = [emailMessage(context, now), smsText(context, now)];
    const plain = (text: string): string =>
      text
        .replace(/\s?[–-]\s?/g, '-')
        .replaceAll('í', 'i')
        .replace(/\s/g, ' ');
    for (const text of [mail.text, mail.html, sms]) {
      if (told === '') expect(text).not.toMatch(/should be/);
      else expect(plain(text)).toContain(plain(told));
    }
  });

  it('offers the call where it is past, the number a link, also on the way', () => {
    const late = { arrives_from: '2026-03-01T10:00:00.000Z', arrives_to: '2026-03-01T10:10:00.000Z' };
    const of = messageFacts({
      fulfilment: 'delivery',
      estimate: { ready_from: null, ready_to: null, ...late },
      history: [changeTo('out_for_delivery')],
    });
    const mail = emailMessage(contextOf('out_for_delivery', of), new Date('2026-03-01T10:11:00.000Z'));
    expect(mail.text).toContain('Sorry, it is taking longer than planned. You can call +6328888888.');
    expect(mail.html).toMatch(
      /planned\. You can call <a [^>]*href="tel:&#x2B;6328888888"|planned\. You can call <a [^>]*href="tel:\+6328888888"/,
    );
  });

  it.each(['ready', 'out_for_delivery', 'delivered', 'cancelled', 'rejected', 'delivery_failed'] as const)(
    'of the kitchen is not told with %s, whatever there still is of it',
    (moment) => {
      const estimate = { ready_from: '2026-03-01T10:12:00.000Z', ready_to: '2026-03-01T10:21:00.000Z' };
      const of = messageFacts({ fulfilment: 'delivery', estimate, history: [changeTo(moment)] });
      const { text } = emailMessage(contextOf(moment, of), new Date('2026-03-01T10:00:00.000Z'));
      expect(text).not.toMatch(/should be ready|longer than planned/);
    },
  );

  it('is never a time that is past, on whatever clock', () => {
    const cases = fc.record({
      timezone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
      now: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
      begins: fc.integer({ min: -180, max: 180 }),
      lasts: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(cases, ({ timezone, now, begins, lasts }) => {
        const [from, to] = [now + begins * 60_000, now + (begins + lasts) * 60_000];
        const told = promisedTime({ from, to }, { timezone, formats: 'en-GB', now: new Date(now) });
        const isDated = told.words.endsWith('On');
        if (to <= now) expect(told).toEqual({ words: 'past', values: {} });
        else if (from < now) expect(told.words).toMatch(/^by/);
        else expect(told.words).toMatch(/^around|^by/);
        const dayOf = (time: number) =>
          new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: timezone }).format(time);
        expect(isDated && dayOf(to) === dayOf(now)).toBe(false);
        const { range = '', time = '' } = told.values;
        const shown = [...`${range} ${time}`.matchAll(/(?<![\d+−-])\d?\d:\d\d/g)].map(([clock]) =>
          readOn(clock.padStart(5, '0'), timezone, now),
        );
        if (to <= now) expect(shown).toEqual([]);
        else expect(shown.at(-1)?.some((at) => at >= to && at < to + five)).toBe(true);
        if (range !== '') expect(shown[0]?.some((at) => at <= from && at > from - five)).toBe(true);
        expect(shown).toHaveLength(range === '' ? (time === '' ? 0 : 1) : 2);
      }),
      { numRuns: 300 },
    );
  });
});
