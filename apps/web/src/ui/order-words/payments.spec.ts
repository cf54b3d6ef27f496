import { describe, expect, it } from '@jest/globals';
import type { HistoryRecord } from '#libs/contracts';
import { amendable } from '#libs/contracts';
import { amendedWords, paymentWords } from './payments.ts';

const entry = (...changed: NonNullable<HistoryRecord['changed']>): HistoryRecord =>
  ({ type: 'amended', changed }) as unknown as HistoryRecord;

describe('a payment in words', () => {
  it.each([
    [{ status: 'unpaid' }, 'To be paid'],
    [{ status: 'unpaid', method: 'cash' }, 'To be paid by cash'],
    [{ status: 'paid', method: 'card' }, 'Paid by card'],
    [{ status: 'paid', method: 'online' }, 'Paid online'],
    [{ status: 'part_refunded' }, 'Refunded in part'],
  ] as const)('of %j is %s', (payment, words) => {
    expect(paymentWords(payment)).toBe(words);
  });
});

describe('an amendment in words', () => {
  it('says to what the payment was changed, where that is still so', () => {
    const paid = { status: 'paid', method: 'cash' } as const;
    expect(amendedWords(entry('payment', 'table'), paid)).toBe('Payment: paid by cash, Table changed');
    expect(amendedWords(entry('payment'), null)).toBe('Payment changed');
  });

  it.each(amendable)('has words for %s', (part) => {
    expect(amendedWords(entry(part), null)).toMatch(/^[A-Z].+ /);
  });

  it('says that something changed where a newer server does not say what', () => {
    expect(amendedWords(entry(), null)).toBe('Changed');
  });
});
