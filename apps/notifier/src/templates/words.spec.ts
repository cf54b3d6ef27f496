import { describe, expect, it } from '@jest/globals';
import { type MessageFacts, Reason } from '#libs/contracts';
import { fulfilments, Status } from '#libs/status-machine';
import { isNotified } from '../queue/index.ts';
import { emailMessage } from './email-message.ts';
import {
  changeTo,
  contextOf,
  messageFacts as facts,
  messageTime as now,
  trackingLink as link,
} from './message-facts.builder.ts';
import { segmentsOf } from './sms-segments.ts';
import { smsText } from './sms-text.ts';

const mail = (moment: Status, of: MessageFacts, corrects: number | null = null) =>
  emailMessage(contextOf(moment, of, corrects), now);
const text = (moment: Status, of: MessageFacts, corrects: number | null = null) =>
  smsText(contextOf(moment, of, corrects), now);

describe('a message', () => {
  const notified = fulfilments.flatMap((fulfilment) =>
    Object.values(Status)
      .filter((status) => isNotified(status, fulfilment))
      .map((status) => [status, fulfilment] as const),
  );

  it.each(notified)(
    'about %s (%s), and one that takes it back, has words in both languages, the number and the link',
    (status, fulfilment) => {
      for (const locale of ['en', 'es-MX']) {
        for (const corrects of [null, 1]) {
          const of = facts({
            fulfilment,
            table: '7',
            contact: { locale },
            history: [changeTo(status, { reason: Reason.SoldOut })],
          });
          const { subject, html, text: body } = mail(status, of, corrects);
          const sms = text(status, of, corrects);
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
      mail('rejected', facts({ contact: { locale }, history: [changeTo('rejected', { reason })] })).text;
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
    expect(mail('confirmed', facts({ estimate, history: [changeTo('confirmed')] })).text).toContain(
      'It should be ready around 6:10 – 6:25 PM.',
    );
    expect(
      mail('confirmed', facts({ estimate, contact: { locale: 'es-ES' }, history: [changeTo('confirmed')] }))
        .text,
    ).toMatch(/Debería estar listo hacia las 18:10 ?– ?18:25\./);
    const passed = { ready_from: '2026-03-01T09:00:00.000Z', ready_to: '2026-03-01T09:10:00.000Z' };
    expect(
      mail('confirmed', facts({ estimate, contact: { locale: 'es-MX' }, history: [changeTo('confirmed')] }))
        .text,
    ).not.toContain('..');
    expect(mail('confirmed', facts({ estimate: passed })).text).not.toContain('should be ready');
  });

  it('writes money with the digits of its currency, and no prices where there are none', () => {
    expect(mail('ready', facts()).text).toContain('2 × Spicy Ramen  ₱450.00\n    no egg\nTotal: ₱450.00');
    expect(mail('ready', facts({ total: { amount: 45_000, currency: 'JPY' } })).text).toContain(
      'Total: ¥45,000',
    );
    const unpriced = facts().items.map((item) => ({ ...item, unit_price: 0, amount: 0 }));
    const total = { amount: 0, currency: 'PHP' };
    expect(mail('ready', facts({ items: unpriced, total })).text).not.toMatch(/Total|₱/);
    expect(mail('ready', facts({ total })).text).toContain('Ramen  ₱450.00\n    no egg\nTotal: ₱0.00\n\n');
  });

  it('shows hostile notes and names as what they are: text', () => {
    const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\r\nBcc: all@example.com';
    const { html, subject } = mail(
      'ready',
      facts({
        history: [changeTo('ready', { notes: evil })],
        items: [
          { line: 1, name: evil, quantity: 1, unit_price: 1, amount: 1, state: 'waiting', notes: evil },
        ],
        restaurant: { name: evil, address: evil },
      }),
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;');
    expect(subject).not.toMatch(/[\r\n]/);
  });
});
