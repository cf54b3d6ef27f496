import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { en } from './en.ts';
import { isOverdue, timeOfDay, windowOnClock, windowWords } from './times.ts';

const words = (language: string) => ({ ...en, language });
const ms = (time: string): number => Date.parse(time);

/**
 * What a function of `times.ts` says in New York, in British and American English: the zone is that of a
 * process.
 */
async function inNewYork(call: string): Promise<readonly string[]> {
  const code = `
    import { registerHooks } from 'node:module';
    const libs = ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../..')).href)};
    registerHooks({
      resolve: (name, context, next) => next(name.replace(/^#libs\\/(.*)/, libs + '/$1/src/index.ts'), context),
    });
    const times = await import(${JSON.stringify(join(import.meta.dirname, 'times.ts'))});
    const said = (language) => times.${call}.replace(/\\s/g, ' ');
    console.log(JSON.stringify(['en-GB', 'en-US'].map(said)));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--experimental-transform-types', '--input-type=module', '-e', code],
    {
      env: { TZ: 'America/New_York' },
    },
  );
  return JSON.parse(stdout) as readonly string[];
}

describe('an estimate on the clock', () => {
  it.each([
    // now, from, to, British, American
    [
      'the same day',
      '2026-01-05T18:00Z',
      '2026-01-05T18:20Z',
      '2026-01-05T18:25Z',
      '13:20–13:25',
      '1:20 – 1:25 PM',
    ],
    ['begun', '2026-01-05T18:22Z', '2026-01-05T18:20Z', '2026-01-05T18:25Z', '13:25', '1:25 PM'],
    [
      'in its last second',
      '2026-01-05T18:24:59Z',
      '2026-01-05T18:20Z',
      '2026-01-05T18:25Z',
      '13:25',
      '1:25 PM',
    ],
    ['past', '2026-01-05T18:25Z', '2026-01-05T18:20Z', '2026-01-05T18:25Z', '', ''],
    ['long past', '2026-01-07T18:25Z', '2026-01-05T18:20Z', '2026-01-05T18:25Z', '', ''],
    ['one moment', '2026-01-05T18:00Z', '2026-01-05T18:20Z', '2026-01-05T18:20Z', '13:20', '1:20 PM'],
    [
      'over noon',
      '2026-01-05T16:00Z',
      '2026-01-05T16:55Z',
      '2026-01-05T17:05Z',
      '11:55–12:05',
      '11:55 AM – 12:05 PM',
    ],
    [
      'over midnight',
      '2026-01-06T04:30Z',
      '2026-01-06T04:55Z',
      '2026-01-06T05:05Z',
      '23:55 – Tue 6 Jan, 00:05',
      '11:55 PM – Tue, Jan 6, 12:05 AM',
    ],
    [
      'over midnight, after it',
      '2026-01-06T05:01Z',
      '2026-01-06T04:55Z',
      '2026-01-06T05:05Z',
      '00:05',
      '12:05 AM',
    ],
    [
      'tomorrow',
      '2026-01-05T18:00Z',
      '2026-01-06T18:20Z',
      '2026-01-06T18:25Z',
      'Tue 6 Jan, 13:20–13:25',
      'Tue, Jan 6, 1:20 – 1:25 PM',
    ],
    [
      'over two other days',
      '2026-01-05T18:00Z',
      '2026-01-07T04:55Z',
      '2026-01-07T05:05Z',
      'Tue 6 Jan, 23:55 – Wed 7 Jan, 00:05',
      'Tue, Jan 6, 11:55 PM – Wed, Jan 7, 12:05 AM',
    ],
    [
      'over the end of summer time',
      '2026-11-01T05:30Z',
      '2026-11-01T05:50Z',
      '2026-11-01T06:10Z',
      '01:50 GMT-4 – 01:10 GMT-5',
      '1:50 AM EDT – 1:10 AM EST',
    ],
    [
      'over the beginning of summer time',
      '2026-03-08T06:30Z',
      '2026-03-08T06:50Z',
      '2026-03-08T07:10Z',
      '01:50 GMT-5 – 03:10 GMT-4',
      '1:50 AM EST – 3:10 AM EDT',
    ],
  ])('that is %s', async (_what, now, ...[from, to, ...shown]) => {
    const window = JSON.stringify({ from: ms(from), to: ms(to) });
    expect(await inNewYork(`windowOnClock(${window}, { language }, ${ms(now)})`)).toEqual(shown);
  });

  it('shows nothing that is past, at any time, in any language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3_000, max: 3_000 }),
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom('en-US', 'en-GB', 'es', 'fil', 'C', '', 'en_US'),
        (fromMinutes, width, language) => {
          const now = ms('2026-01-05T18:00:30Z');
          const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
          const [ready_from, ready_to] = [at(fromMinutes), at(fromMinutes + width)];
          const window = { awaits: 'ready', from: ms(ready_from), to: ms(ready_to) } as const;
          const shown = windowOnClock(window, words(language), now);
          const isPast = fromMinutes + width <= 0;
          expect([
            shown === '',
            isOverdue({ fulfilment: 'pickup', estimate: { ready_from, ready_to } }, now),
          ]).toEqual([isPast, isPast]);
          if (isPast) expect(windowWords(window, now, en)).toBe(en.estimate.over);
          if (fromMinutes <= 0) expect(shown).not.toContain(timeOfDay(ready_from, language, now) + '–');
        },
      ),
    );
  });
});

it.each([
  ['today', '2026-01-05T23:02Z', '2026-01-05T23:30Z', '18:02', '6:02 PM'],
  ['yesterday', '2026-01-05T04:02Z', '2026-01-05T23:30Z', 'Sun 4 Jan, 23:02', 'Sun, Jan 4, 11:02 PM'],
  ['tomorrow', '2026-01-06T15:02Z', '2026-01-05T23:30Z', 'Tue 6 Jan, 10:02', 'Tue, Jan 6, 10:02 AM'],
])('a time of %s has its date where that is not today’s', async (_what, time, now, british, american) => {
  expect(await inNewYork(`timeOfDay('${time}', language, ${ms(now)})`)).toEqual([british, american]);
});
