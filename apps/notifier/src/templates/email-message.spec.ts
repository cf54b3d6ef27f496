import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Item, MessageFacts, Payment } from '#libs/contracts';
import { currencyCodes, decimalText, writeMoney } from '#libs/money';
import { fulfilments, type Status, statuses } from '#libs/status-machine';
import { isNotified } from '../queue/index.ts';
import { type EmailMessage, emailMessage } from './email-message.ts';
import { changeTo, contextOf, messageFacts, messageTime as now } from './message-facts.builder.ts';

const mail = (moment: Status, of: MessageFacts, corrects: number | null = null): EmailMessage =>
  emailMessage(contextOf(moment, of, corrects), now);

/** What a reader sees of the HTML. */
const seen = ({ html }: EmailMessage): string =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

const spaced = (text: string): string => text.replace(/\s+/g, ' ');

const item = (changes: Partial<Item>): Item => ({
  line: 1,
  name: 'Adobo',
  quantity: 1,
  unit_price: 10_000,
  amount: 10_000,
  state: 'waiting',
  ...changes,
});

const told = fulfilments.flatMap((fulfilment) =>
  statuses.filter((status) => isNotified(status, fulfilment)).map((status) => [status, fulfilment] as const),
);

describe('what was ordered', () => {
  const facts = messageFacts({
    items: [
      item({
        name: 'Ramen',
        quantity: 2,
        amount: 24_000,
        modifiers: [
          { name: 'Extra egg', quantity: 1, unit_price: 2_000 },
          { name: 'Noodles', quantity: 2, unit_price: 0 },
        ],
        notes: 'not spicy',
      }),
      item({ line: 2, name: 'Lechon', quantity: 0.755, amount: 7_550 }),
      item({ line: 3, name: 'Halo-halo', amount: 9_900, state: 'unavailable' }),
    ],
    adjustments: [
      { kind: 'discount', amount: -1_000 },
      { kind: 'delivery', amount: 4_900 },
      { kind: 'other', label: 'Bag from Cebu', amount: 500 },
    ],
    total: { amount: 35_950, currency: 'PHP' },
    payment: { status: 'paid', method: 'card' },
    notes: 'Ring twice,\nplease.',
    display_number: 'A17',
  });

  it('stands in both parts of the mail, with amounts, adjustments, total and payment', () => {
    const message = mail('confirmed', facts);
    expect(message.text).toContain(
      [
        'Your number: A17',
        'Order ONLINE-000042',
        '2 × Ramen  ₱240.00',
        '    Extra egg (+₱20.00)',
        '    2 × Noodles',
        '    not spicy',
        '0.755 × Lechon  ₱75.50',
        '1 × Halo-halo  (not available)',
        'Discount: -₱10.00',
        'Delivery: ₱49.00',
        'Bag from Cebu: ₱5.00',
        'Total: ₱359.50',
        'Paid by card',
        'Your note: Ring twice, please.',
      ].join('\n'),
    );
    const html = seen(message);
    for (const shown of [
      'A17 Order ONLINE-000042',
      '2 × Ramen Extra egg (+₱20.00) 2 × Noodles not spicy ₱240.00',
      '0.755 × Lechon ₱75.50',
      '1 × Halo-halo not available ₱99.00',
      'Discount -₱10.00',
      'Delivery ₱49.00',
      'Bag from Cebu ₱5.00',
      'Total ₱359.50',
      'Paid by card',
      'Your note: Ring twice, please.',
    ])
      expect(html).toContain(shown);
  });

  it('is struck where the kitchen does not have it', () => {
    const { html } = mail('confirmed', facts);
    expect(html).toContain('<s>1 × Halo-halo</s>');
    expect(html).toContain('<s>₱99.00</s>');
    expect(html).not.toContain('<s>0.755');
  });

  it('is in Spanish for who reads that', () => {
    const { text } = mail('confirmed', { ...facts, contact: { locale: 'es-MX' } });
    for (const words of [
      'Descuento: ',
      'Envío: ',
      'Bag from Cebu: ',
      'Pagado con tarjeta',
      'no disponible',
      'Tu nota: ',
    ])
      expect(text).toContain(words);
    expect(mail('confirmed', { ...facts, contact: { locale: 'es-ES' } }).text).toContain('0,755 × Lechon');
  });

  it.each<[Payment, string, string]>([
    [{ status: 'unpaid' }, 'To be paid', 'Por pagar'],
    [{ status: 'unpaid', method: 'cash' }, 'To be paid in cash', 'Por pagar en efectivo'],
    [{ status: 'unpaid', method: 'card' }, 'To be paid by card', 'Por pagar con tarjeta'],
    [{ status: 'unpaid', method: 'online' }, 'To be paid online', 'Por pagar en línea'],
    [{ status: 'paid' }, 'Paid', 'Pagado'],
    [{ status: 'paid', method: 'cash' }, 'Paid in cash', 'Pagado en efectivo'],
    [{ status: 'paid', method: 'card' }, 'Paid by card', 'Pagado con tarjeta'],
    [{ status: 'paid', method: 'online' }, 'Paid online', 'Pagado en línea'],
    [{ status: 'paid', method: 'other' }, 'Paid', 'Pagado'],
    [{ status: 'refunded', method: 'card' }, 'Refunded', 'Reembolsado'],
    [{ status: 'part_refunded' }, 'Partly refunded', 'Reembolsado en parte'],
  ])('and paid as %j says so', (payment, inEnglish, inSpanish) => {
    expect(mail('ready', messageFacts({ payment })).text.split('\n')).toContain(inEnglish);
    const spanish = mail('ready', messageFacts({ payment, contact: { locale: 'es' } }));
    expect(spanish.text.split('\n')).toContain(inSpanish);
    expect(seen(spanish)).toContain(inSpanish);
  });

  it.each(['cancelled', 'rejected'] as const)('and was %s is not to be paid', (status) => {
    const stopped = { status, history: [changeTo(status, { reason: 'mistake' })] };
    expect(mail(status, messageFacts(stopped)).text).not.toContain('To be paid');
    const paid = messageFacts({ ...stopped, payment: { status: 'paid', method: 'card' } });
    expect(mail(status, paid).text).toContain('Paid by card');
  });

  it.each([
    ['42', 'Your number: 42', 'Order ONLINE-000042 is ready'],
    ['A17', 'Your number: A17', 'Order A17 (ONLINE-000042) is ready'],
  ])(
    'is called out as %s: said first, and the order’s number beside it',
    (display_number, called, subject) => {
      const message = mail('ready', messageFacts({ display_number }));
      expect(message.subject).toBe(subject);
      expect(message.text).toContain(`Ready. Come to the counter with ${display_number}.`);
      expect(message.text).toContain(`${called}\nOrder ONLINE-000042\n`);
      expect(seen(message)).toContain(`${display_number} Order ONLINE-000042`);
    },
  );

  it('shows whatever is written as text, in every place', () => {
    const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>{{total}}\u202e`;
    const of = messageFacts({
      display_number: '<b>1</b>',
      table: evil.slice(0, 50),
      items: [item({ name: evil, notes: evil, modifiers: [{ name: evil, quantity: 1, unit_price: 1 }] })],
      adjustments: [{ kind: 'other', label: evil, amount: 1 }],
      notes: `${evil}\r\nBcc: all@example.com`,
      restaurant: { name: evil, address: evil },
      contact: { name: evil },
      history: [changeTo('ready', { notes: evil })],
    });
    for (const fulfilment of fulfilments) {
      const { html, subject, text } = mail('ready', { ...of, fulfilment });
      expect(html).not.toMatch(/<script|<img|<b>|\u202e/);
      expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(8);
      expect(subject + text).not.toMatch(/\r|\u202e/);
    }
  });
});

describe('money', () => {
  it('is the same number in the API and in both parts of the mail, in every currency', () => {
    const digits = (text: string): string => text.replace(/\D/g, '');
    const amount = fc.integer({ min: 1, max: 999_999_999 });
    const locale = fc.constantFrom(
      'en',
      'en-US',
      'en-IN',
      'es',
      'es-MX',
      'es-AR',
      'fil-PH',
      'ar-EG',
      'hi-IN',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...currencyCodes),
        amount,
        amount,
        locale,
        (currency, total, off, reader) => {
          const of = messageFacts({
            items: [item({ amount: total })],
            adjustments: [{ kind: 'discount', amount: -off }],
            total: { amount: total, currency },
            contact: { locale: reader },
          });
          const message = mail('ready', of);
          const line = /(?:\n)Total: (.*)\n/.exec(message.text)?.[1] ?? '';
          expect(digits(line)).toBe(digits(decimalText(total, currency)));
          const { formats } = contextOf('ready', of);
          for (const written of [total, -off].map((sum) =>
            spaced(writeMoney({ amount: sum, currency }, formats)),
          )) {
            expect(spaced(message.text)).toContain(written);
            expect(seen(message)).toContain(written);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a mail that takes something back', () => {
  const cheerful = /[✅✔☑✓🎉✨🚀👍]/u;
  it.each(
    told.flatMap(([moment, fulfilment]) => statuses.map((status) => [moment, fulfilment, status] as const)),
  )('of %s (%s), which went back to %s, shows no tick', (moment, fulfilment, status) => {
    for (const locale of ['en', 'es']) {
      const of = messageFacts({ fulfilment, status, contact: { locale }, history: [changeTo(status)] });
      const message = mail(moment, of, 1);
      expect(message.subject + message.text + seen(message)).not.toMatch(cheerful);
    }
  });

  it.each(['cancelled', 'rejected', 'delivery_failed'] as const)(
    'and one of %s shows none either',
    (moment) => {
      for (const fulfilment of fulfilments)
        expect(seen(mail(moment, messageFacts({ fulfilment, history: [changeTo(moment)] })))).not.toMatch(
          cheerful,
        );
    },
  );
});

describe('the mail of the end', () => {
  const ended = new Date('2026-03-01T10:42:00.000Z');
  const placed = { ...changeTo('pending', { at: now }), version: 1, type: 'placed' as const };

  it.each([
    ['delivered', 'delivery', 'Delivered: 6:42 PM', 'Entregado: 18:42'],
    ['served', 'dine_in', 'Served: 6:42 PM', 'Servido: 18:42'],
    ['completed', 'pickup', 'Picked up: 6:42 PM', 'Recogido: 18:42'],
  ] as const)('of what is %s (%s) is a receipt with its day and times', (status, fulfilment, came, vino) => {
    const of = messageFacts({
      fulfilment,
      status,
      history: [placed, changeTo(status, { at: ended })],
      payment: { status: 'paid', method: 'cash' },
    });
    const message = mail(status, of);
    expect(message.text).toContain(
      `Order ONLINE-000042\nReceipt, Sunday, March 1, 2026\nOrdered: 6:00 PM\n${came}\n2 × Spicy Ramen  ₱450.00\n`,
    );
    expect(seen(message)).toContain(
      `Receipt, Sunday, March 1, 2026 Ordered: 6:00 PM ${came} 2 × Spicy Ramen`,
    );
    expect(message.text).toContain('Total: ₱450.00\nPaid in cash\n');
    expect(message.text).toContain('See your order:');
    expect(message.text).not.toContain('Track your order');
    const spanish = mail(status, { ...of, contact: { locale: 'es-ES' } });
    expect(spanish.text).toContain(`Recibo, domingo, 1 de marzo de 2026\nPedido hecho: 18:00\n${vino}\n`);
  });

  it('dates the time of ordering where that was on another day, as the restaurant’s clock has it', () => {
    const at = new Date('2026-03-01T15:50:00.000Z');
    const of = messageFacts({
      fulfilment: 'delivery',
      status: 'delivered',
      history: [
        { ...placed, timestamp: at.toISOString() },
        changeTo('delivered', { at: new Date('2026-03-01T16:20:00.000Z') }),
      ],
    });
    expect(mail('delivered', of).text).toContain(
      'Receipt, Monday, March 2, 2026\nOrdered: Mar 1, 2026, 11:50 PM\nDelivered: 12:20 AM\n',
    );
  });

  it.each(told)('is no other: %s of a %s', (moment, fulfilment) => {
    const isEnd = ['delivered', 'served', 'completed'].includes(moment);
    const of = messageFacts({ fulfilment, history: [placed, changeTo(moment)] });
    expect(mail(moment, of).text.includes('Receipt')).toBe(isEnd);
    expect(mail(moment, of, 1).text).not.toContain('Receipt');
  });
});

describe('the reader’s language', () => {
  it.each([
    ['en_US', 'es-ES', 'en'],
    ['en-US@posix', 'es-ES', 'en'],
    ['fil_PH', 'es-ES', 'en'],
    ['es_MX.UTF-8', 'en', 'es'],
    ['C', 'es_ES', 'es'],
    ['POSIX', 'es', 'es'],
    ['', 'es-419', 'es'],
    ['und', 'es', 'es'],
    ['i-klingon', 'C', 'en'],
    ['x-till', 'not a language', 'en'],
    ['zh_Hant_TW', 'es', 'en'],
  ])('written as %j at a restaurant of %j is %s', (locale, ofRestaurant, language) => {
    const facts = messageFacts({ history: [changeTo('confirmed')] });
    const of = {
      ...facts,
      estimate: { ready_from: '2026-03-01T10:12:00.000Z', ready_to: '2026-03-01T10:21:00.000Z' },
      contact: { locale },
      restaurant: { ...facts.restaurant, locale: ofRestaurant },
    };
    expect(mail('confirmed', of).html).toContain(`<html lang="${language}">`);
  });
});
