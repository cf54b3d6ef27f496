import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type MessageFacts, Reason } from '#libs/contracts';
import { type Fulfilment, fulfilments, type Status, statuses } from '#libs/status-machine';
import { isNotified } from '../queue/index.ts';
import { isGsm, latinAsGsm } from './gsm-alphabet.ts';
import {
  changeTo,
  contextOf,
  messageFacts,
  messageTime as now,
  trackingLink as link,
} from './message-facts.builder.ts';
import { sentencesOf } from './sentences.ts';
import { segmentsOf } from './sms-segments.ts';
import { smsText } from './sms-text.ts';

const text = (moment: Status, of: MessageFacts, corrects: number | null = null): string =>
  smsText(contextOf(moment, of, corrects), now);

const told = fulfilments.flatMap((fulfilment) =>
  statuses
    .filter((status) => isNotified(status, fulfilment))
    .flatMap((status) => [null, 1].map((corrects) => ({ fulfilment, status, corrects }))),
);
const locales = ['en', 'es-MX'] as const;

const scripts = {
  Latin: ['Mabuhay Kitchen', '7'],
  accented: ['Łódź Erdőház “Café” – Galați…', 'Mesa “Ñandú” №7'],
  Arabic: ['مطعم الشام الكبير', 'طاولة ٧'],
  Hebrew: ['מסעדת השף הגדולה', 'שולחן 7'],
  Thai: ['ร้านสมหญิงครัวบ้านสวน', 'โต๊ะ ๗'],
  Hindi: ['अन्नपूर्णा भोजनालय', 'टेबल ७'],
  Chinese: ['香港茶餐厅', '七号桌'],
  Japanese: ['麺屋 武蔵 ラーメン', 'テーブル七'],
  Korean: ['김밥천국', '일곱번 테이블'],
  Cyrillic: ['Кафе Пушкин на Тверской', 'Стол у окна'],
  Greek: ['Ταβέρνα ο Γιώργος', 'Τραπέζι 7'],
  emoji: ['🍜🍣🍱', '🌴'],
  families: ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦🇵🇭'],
  mixed: ['Mabuhay 🍜 Кафе 香港', 'VIP 🌴 七'],
} as const;

interface Told {
  readonly fulfilment: Fulfilment;
  readonly status: Status;
  readonly corrects: number | null;
}

/** In the GSM alphabet where it can be, and without regard to the case of its beginning. */
const plain = (words: string): string =>
  (latinAsGsm(words) ?? words.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase();

/** What a text says whoever it is from: before, between and behind the names of others. */
function said({ fulfilment, status, corrects }: Told, facts: MessageFacts, table: string | null): string[] {
  const context = contextOf(status, { ...facts, fulfilment, table, display_number: '42' }, corrects);
  return sentencesOf(context, now)
    .text.split('TABLE')
    .flatMap((part) => part.split('ONLINE-000042'))
    .map((part) => plain(part.trim()));
}

function expectWhole(sms: string, of: Told, facts: MessageFacts): void {
  expect(segmentsOf(sms)).toBeLessThanOrEqual(2);
  expect(sms).toContain('ONLINE-000042');
  expect(sms.endsWith(` ${link}`)).toBe(true);
  const isSaid = (parts: string[]): boolean => parts.every((part) => plain(sms).includes(part));
  const itsTable = facts.table === null ? null : 'TABLE';
  expect([sms, isSaid(said(of, facts, itsTable)) || isSaid(said(of, facts, null))]).toEqual([sms, true]);
}

describe('a text', () => {
  it("says what the restaurant would, with the kitchen's note", () => {
    expect(text('ready', messageFacts())).toBe(
      `Mabuhay Kitchen: order ONLINE-000042 is ready for pickup. ${link}`,
    );
    expect(
      text('ready', messageFacts({ history: [changeTo('ready', { notes: 'Side door, please.' })] })),
    ).toBe(`Mabuhay Kitchen: order ONLINE-000042 is ready for pickup. Side door, please. ${link}`);
  });

  it('names what people call out where that does not stand in the number', () => {
    expect(text('ready', messageFacts({ display_number: 'A17' }))).toBe(
      `Mabuhay Kitchen: order A17 (ONLINE-000042) is ready for pickup. ${link}`,
    );
  });

  it('cuts the note before the name, and never the link', () => {
    const long = text(
      'ready',
      messageFacts({ history: [changeTo('ready', { notes: 'Come round the back. '.repeat(20) })] }),
    );
    expect(long).toMatch(
      /^Mabuhay Kitchen: order ONLINE-000042 is ready for pickup\. Come round .*\.\.\. https:/,
    );
    expect(long.endsWith(link)).toBe(true);
    expect(segmentsOf(long)).toBe(2);
  });

  it.each([
    ['accents that the GSM alphabet lacks are left off', 'Łódź “Café”', 'Lodz "Café": order'],
    ['pictures are left out', 'Mabuhay 🍜 Kitchen', 'Mabuhay Kitchen: order'],
    ['another script stays where there is room', '香港', '香港: order'],
    ['a name that is a picture, too', '🍜', '🍜: order'],
  ])('of a name: %s', (_rule, name, begins) => {
    const tracking_url = 'https://mabuhay.example/t#aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbb';
    expect(text('ready', messageFacts({ restaurant: { name }, tracking_url })).slice(0, begins.length)).toBe(
      begins,
    );
  });

  it('folds the letters of a name before it is cut: what fits then stays whole', () => {
    const [name, folded] = ['Łódź Erdőház Galați Škoda Řeka Ćevap', 'Lodz Erdohaz Galati Skoda Reka Cevap'];
    const tracking_url = 'https://mabuhay.example/t#aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbb';
    const ready = text('ready', messageFacts({ restaurant: { name }, tracking_url }));
    expect(ready.slice(0, folded.length + 7)).toBe(`${folded}: order`);
    expect(segmentsOf(ready)).toBeLessThanOrEqual(2);
  });

  it('spells a name by its sound where its own writing would leave no room for the sentence', () => {
    const delivered = text('delivered', messageFacts({ restaurant: { name: 'Кафе Пушкин' } }), 1);
    expect(delivered).toBe(
      `Kafe Pushkin: order ONLINE-000042 is not delivered yet, it is still on its way. Sorry for the back and forth. ${link}`,
    );
    expect(isGsm(delivered)).toBe(true);
  });

  it('cuts a name between what a reader takes for characters', () => {
    const family = '👨‍👩‍👧‍👦';
    const sms = smsText(
      contextOf(
        'ready',
        messageFacts({ restaurant: { name: family.repeat(7) }, tracking_url: 'https://a.example/t#b' }),
      ),
      now,
    );
    expect(sms).toBe(
      `${family.repeat(6)}...: order ONLINE-000042 is ready for pickup. https://a.example/t#b`,
    );
  });

  it('leaves out a table that cannot be written, and not what happened', () => {
    const facts = messageFacts({
      fulfilment: 'dine_in',
      table: '七'.repeat(50),
      restaurant: { name: '麺屋' },
    });
    expect(text('ready', facts)).toBe(`Order ONLINE-000042 is ready and on its way to your table. ${link}`);
  });

  describe.each(Object.entries(scripts))('with names in %s writing', (_script, [name, table]) => {
    it.each(told)('says the whole sentence: $status of a $fulfilment, taken back: $corrects', (of) => {
      for (const locale of locales)
        for (const reason of [null, Reason.WrongAddress, Reason.SoldOut])
          for (const notes of ['', `${name}. ${table}! ${name}`]) {
            const facts = messageFacts({
              fulfilment: of.fulfilment,
              table,
              display_number: [...table].slice(0, 3).join(''),
              restaurant: { name },
              contact: { locale },
              history: [changeTo(of.status, { notes, reason })],
            });
            expectWhole(text(of.status, facts, of.corrects), of, facts);
          }
    });
  });

  it('says the whole sentence within two segments, whatever there is to name', () => {
    const words = fc
      .oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        fc.constantFrom('面'.repeat(60), '{'.repeat(60), 'W'.repeat(200)),
      )
      .filter((written) => !/[\0\p{Cc}]/u.test(written) && written.trim() !== '' && written.isWellFormed());
    const cases = fc.record({
      name: words,
      table: words.map((written) => [...written].slice(0, 25).join('')),
      display: words.map((written) => [...written].slice(0, 6).join('')),
      notes: words,
      locale: fc.constantFrom(...locales),
      of: fc.constantFrom(...told),
      reason: fc.constantFrom(null, ...Object.values(Reason)),
    });
    fc.assert(
      fc.property(cases, ({ name, table, display, notes, locale, of, reason }) => {
        const facts = messageFacts({
          fulfilment: of.fulfilment,
          table,
          display_number: display,
          contact: { locale },
          estimate: {
            ready_from: '2026-03-01T10:12:00.000Z',
            ready_to: '2026-03-01T10:21:00.000Z',
            arrives_from: '2026-03-01T10:32:00.000Z',
            arrives_to: '2026-03-01T10:51:00.000Z',
          },
          history: [changeTo(of.status, { notes, reason })],
        });
        // A name is cleaned before it is kept, which the contract's schema would do here to an empty one.
        const named = { ...facts, restaurant: { ...facts.restaurant, name } };
        expectWhole(text(of.status, named, of.corrects), of, named);
      }),
      { numRuns: 300 },
    );
  });
});
