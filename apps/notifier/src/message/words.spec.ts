import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type MessageFacts, messageFactsSchema, Reason } from '#libs/contracts';
import { fulfilments, Status } from '#libs/status-machine';
import { isTold } from '../notification/moment.ts';
import { emailMessage } from './email-message.ts';
import { segmentsOf } from './sms-segments.ts';
import { smsText } from './sms-text.ts';
import { tellingOf } from './telling.ts';

const now = new Date('2026-03-01T10:00:00.000Z');
const link = `https://track.mabuhay.example/t#${'a'.repeat(22)}.${'b'.repeat(41)}`;

const facts = (changes: Partial<MessageFacts> = {}): MessageFacts =>
  messageFactsSchema.parse({
    order_id: '0198c0de-0000-7000-8000-000000000042',
    order_number: 'ONLINE-000042',
    restaurant: {
      restaurant_id: '0198c0de-0000-7000-8000-000000000001',
      name: 'Mabuhay Kitchen',
      phone: '+6328888888',
      address: '12 Mango Avenue, Cebu',
      timezone: 'Asia/Manila',
      locale: 'en-PH',
      currency: 'PHP',
      base_preparation_minutes: 20,
    },
    fulfilment: 'pickup',
    table: null,
    status: 'ready',
    version: 2,
    estimate: null,
    history: [change('ready')],
    items: [{ name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'no egg' }],
    total: { amount: 45_000, currency: 'PHP' },
    contact: { name: 'Ana', email: 'ana@customer.example', phone: '+639171234567', locale: 'en-PH' },
    tracking_url: link,
    public_url: 'https://track.mabuhay.example',
    ...changes,
  });

const change = (
  status: Status,
  { notes = '', reason = null as Reason | null } = {},
): MessageFacts['history'][number] => ({
  version: 2,
  type: 'status_changed',
  status,
  timestamp: now.toISOString(),
  updated_by: 'cashier',
  role: 'cashier',
  notes,
  reason,
});

const about = (moment: Status, corrects: number | null = null) => ({ version: 2, moment, corrects });
const mail = (moment: Status, of: MessageFacts, corrects: number | null = null) =>
  emailMessage(tellingOf(about(moment, corrects), of), now);
const text = (moment: Status, of: MessageFacts) => smsText(tellingOf(about(moment), of), now);

describe('a message', () => {
  const told = fulfilments.flatMap((fulfilment) =>
    Object.values(Status)
      .filter((status) => isTold(status, fulfilment))
      .map((status) => [status, fulfilment] as const),
  );

  it.each(told)(
    'about %s (%s), and one that takes it back, has words in both languages, the number and the link',
    (status, fulfilment) => {
      for (const locale of ['en', 'es-MX']) {
        for (const corrects of [null, 1]) {
          const of = facts({
            fulfilment,
            table: '7',
            contact: { locale },
            history: [change(status, { reason: Reason.SoldOut })],
          });
          const { subject, html, text: body } = mail(status, of, corrects);
          const sms = smsText(tellingOf(about(status, corrects), of), now);
          for (const words of [subject, html, body, sms]) {
            expect(words).toContain('ONLINE-000042');
            expect(words).not.toMatch(/undefined|\{\w+[,}]|reply|CANCEL\b/);
          }
          for (const words of [html.replaceAll('&#x3D;', '='), body, sms]) expect(words).toContain(link);
          expect(segmentsOf(sms)).toBeLessThanOrEqual(2);
        }
      }
    },
  );

  it("is in the customer's language, else the restaurant's, else English", () => {
    const { restaurant } = facts();
    const inSpain = { ...restaurant, locale: 'es-ES' };
    expect(mail('ready', facts({ contact: { locale: 'es-MX' } })).subject).toBe(
      'El pedido ONLINE-000042 está listo',
    );
    expect(mail('ready', facts({ contact: {}, restaurant: inSpain })).subject).toBe(
      'El pedido ONLINE-000042 está listo',
    );
    expect(mail('ready', facts({ contact: { locale: 'fil-PH' }, restaurant: inSpain })).subject).toBe(
      'Order ONLINE-000042 is ready',
    );
  });

  it('says why in words', () => {
    const rejected = (locale: string, reason: Reason): string =>
      mail('rejected', facts({ contact: { locale }, history: [change('rejected', { reason })] })).text;
    expect(rejected('en', Reason.SoldOut)).toContain(
      "Mabuhay Kitchen can't take this order (sold out). You can call them at +6328888888.",
    );
    expect(rejected('es', Reason.SoldOut)).toContain(
      'Mabuhay Kitchen no puede atender este pedido (agotado).',
    );
    expect(rejected('en', Reason.Other)).toContain("Mabuhay Kitchen can't take this order. You can");
  });

  it("gives the estimate as a range of the restaurant's clock, rounded to what can be promised", () => {
    const estimate = { ready_from: '2026-03-01T10:12:00.000Z', ready_to: '2026-03-01T10:21:00.000Z' };
    expect(mail('confirmed', facts({ estimate, history: [change('confirmed')] })).text).toContain(
      'It should be ready around 6:10 – 6:25 PM.',
    );
    expect(
      mail('confirmed', facts({ estimate, contact: { locale: 'es-ES' }, history: [change('confirmed')] }))
        .text,
    ).toMatch(/Debería estar listo hacia las 18:10 ?– ?18:25\./);
    const passed = { ready_from: '2026-03-01T09:00:00.000Z', ready_to: '2026-03-01T09:10:00.000Z' };
    expect(
      mail('confirmed', facts({ estimate, contact: { locale: 'es-MX' }, history: [change('confirmed')] }))
        .text,
    ).not.toContain('..');
    expect(mail('confirmed', facts({ estimate: passed })).text).not.toContain('should be ready');
  });

  it('writes money with the digits of its currency, and no prices where there are none', () => {
    expect(mail('ready', facts()).text).toContain('2 × Spicy Ramen  ₱450.00\n    no egg\nTotal: ₱450.00');
    expect(mail('ready', facts({ total: { amount: 45_000, currency: 'JPY' } })).text).toContain(
      'Total: ¥45,000',
    );
    expect(mail('ready', facts({ total: { amount: 0, currency: 'PHP' } })).text).not.toContain('Total');
  });

  it('shows hostile notes and names as what they are: text', () => {
    const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\r\nBcc: all@example.com';
    const { html, subject } = mail(
      'ready',
      facts({
        history: [change('ready', { notes: evil })],
        items: [{ name: evil, quantity: 1, unit_price: 1, notes: evil }],
        restaurant: { ...facts().restaurant, name: evil, address: evil },
      }),
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;');
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe('a text', () => {
  it("says what the restaurant would, with the kitchen's note", () => {
    expect(text('ready', facts())).toBe(`Mabuhay Kitchen: order ONLINE-000042 is ready for pickup. ${link}`);
    expect(text('ready', facts({ history: [change('ready', { notes: 'Side door, please.' })] }))).toBe(
      `Mabuhay Kitchen: order ONLINE-000042 is ready for pickup. Side door, please. ${link}`,
    );
  });

  it('cuts the note before the name, and never the link', () => {
    const long = text(
      'ready',
      facts({ history: [change('ready', { notes: 'Come round the back. '.repeat(20) })] }),
    );
    expect(long).toMatch(
      /^Mabuhay Kitchen: order ONLINE-000042 is ready for pickup\. Come round .*\.\.\. https:/,
    );
    expect(long.endsWith(link)).toBe(true);
    expect(segmentsOf(long)).toBe(2);
  });

  it('stays within two segments with number and link, whatever the restaurant is called and the kitchen notes', () => {
    const words = fc
      .oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        fc.constant('面'.repeat(60)),
      )
      .filter((name) => !name.includes('\u0000'));
    fc.assert(
      fc.property(
        words,
        words,
        fc.constantFrom('en', 'es'),
        fc.constantFrom<Status>('ready', 'rejected', 'delivery_failed'),
        (name, notes, locale, status) => {
          const sms = text(
            status,
            facts({
              restaurant: { ...facts().restaurant, name },
              contact: { locale },
              history: [change(status, { notes, reason: Reason.WrongAddress })],
            }),
          );
          return segmentsOf(sms) <= 2 && sms.includes('ONLINE-000042') && sms.endsWith(link);
        },
      ),
      { numRuns: 60 },
    );
  });
});
