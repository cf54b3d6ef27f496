import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countryOf } from './country.ts';
import { emailOf } from './email.ts';
import { localeOf } from './locale.ts';
import { phoneOf } from './phone.ts';

const manila = '+639171234567';
const london = '+442079460018';

describe('a phone number', () => {
  it.each([
    ['+63 917 123 4567', 'PH', manila],
    ['+63-917-123-4567', null, manila],
    ['+63 (917) 123.4567', null, manila],
    ['0917 123 4567', 'PH', manila],
    ['09171234567', 'PH', manila],
    ['917 123 4567', 'PH', manila],
    ['0063 917 123 4567', 'PH', manila],
    ['0063 917 123 4567', null, manila],
    ['tel:+63-917-123-4567', 'PH', manila],
    ['TEL:+639171234567', 'US', manila],
    ['\u202D+63 917 123 4567\u202C', 'PH', manila],
    ['+63\u00A0917\u2011123\u20114567', 'PH', manila],
    ['\u200E+63917\u200B1234567', 'PH', manila],
    ['＋６３　９１７　１２３　４５６７', 'PH', manila],
    ['+٦٣ ٩١٧ ١٢٣ ٤٥٦٧', 'PH', manila],
    ['+६३ ९१७ १२३ ४५६७', 'PH', manila],
    ['+๖๓ ๙๑๗ ๑๒๓ ๔๕๖๗', 'PH', manila],
    ['  0917 / 123 4567 ', 'PH', manila],
    ['+44 (0)20 7946 0018', 'PH', london],
    ['+44 (0) 20 7946 0018', null, london],
    ['0044 (0)20 7946 0018', 'DE', london],
    ['020 7946 0018', 'GB', london],
    ['(020) 7946 0018', 'GB', london],
    ['02079460018', 'GB', london],
    ['(202) 555-0143', 'US', '+12025550143'],
    ['1-202-555-0143', 'US', '+12025550143'],
    ['011 44 20 7946 0018', 'US', london],
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['02 1234 5678', 'IT', '+390212345678'],
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['03-1234-5678', 'JP', '+81312345678'],
    ['55 1234 5678', 'MX', '+525512345678'],
  ])('written %j in %s is %s', (typed, country, phone) => {
    expect(phoneOf(typed, country)).toBe(phone);
  });

  it.each([
    ['0917 123 4567', null],
    ['call me', 'PH'],
    ['0917-CALL-ANA', 'PH'],
    ['0917 123 4567 ext 5', 'PH'],
    ['09171234567/09181234567', 'PH'],
    ['123', 'PH'],
    ['+63', 'PH'],
    ['+999 123 456 789', 'PH'],
    ['1234567890123456789', 'PH'],
    ['n/a', 'PH'],
    ['-', 'PH'],
    ['', 'PH'],
  ])('written %j in %s has no one meaning', (typed, country) => {
    expect(phoneOf(typed, country)).toBeNull();
  });

  it('stays as it is once it is in form, wherever the restaurant is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(manila, london),
        fc.constantFrom('PH', 'US', 'GB', null),
        (phone, country) => {
          expect(phoneOf(phone, country)).toBe(phone);
        },
      ),
    );
  });
});

describe('an e-mail address', () => {
  it.each([
    ['ana@example.com', 'ana@example.com'],
    [' ana@example.com ', 'ana@example.com'],
    ['ana @ example.com', 'ana@example.com'],
    ['ana\u200B@example.com', 'ana@example.com'],
    ['\u202Aana@example.com\u202C', 'ana@example.com'],
    ['ａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ana@example.com'],
    ['Ana Cruz <ana@example.com>', 'ana@example.com'],
    ['<ana@example.com>', 'ana@example.com'],
    ['mailto:ana@example.com?subject=Hi', 'ana@example.com'],
    ['ana@example.com.', 'ana@example.com'],
    ['ana@example.com;', 'ana@example.com'],
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    ['ana@例え。テスト', 'ana@xn--r8jz45g.xn--zckzah'],
    ['Ana.Cruz+menu@Example.COM', 'Ana.Cruz+menu@example.com'],
  ])('written %j is %s', (typed, email) => {
    expect(emailOf(typed)).toBe(email);
  });

  it.each([
    '',
    '-',
    'none',
    'ana',
    '@example.com',
    'ana@',
    'ana@localhost',
    'a@b@c',
    'ana..cruz@example.com',
  ])('written %j has no one meaning', (typed) => {
    expect(emailOf(typed)).toBeNull();
  });

  it('carries no line break on, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(emailOf(`${typed}\r\nBcc: all@example.com`) ?? '').not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['en_US', 'en-US'],
    ['EN-us', 'en-US'],
    ['es_MX.UTF-8', 'es-MX'],
    ['en-US@posix', 'en-US'],
    ['en_US_POSIX', 'en-US-u-va-posix'],
    ['fil_PH', 'fil-PH'],
    ['fil-PH,fil;q=0.9,en;q=0.8', 'fil-PH'],
    ['pt\u2011BR', 'pt-BR'],
    ['es–MX', 'es-MX'],
    ['es-419', 'es-419'],
    ['iw', 'he'],
    ['de_DE@euro', 'de-DE'],
    ['zh_hant_tw', 'zh-Hant-TW'],
    ['fil', 'fil'],
    [' pt-br ', 'pt-BR'],
  ])('written %j is %s', (typed, locale) => {
    expect(localeOf(typed)).toBe(locale);
  });

  it.each([
    '',
    'C',
    'POSIX',
    'english',
    'e',
    'en--US',
    '12',
    'x'.repeat(40),
    'und',
    'und-PH',
    'MUL',
    'i-klingon',
    'x-till',
    '*',
    '_',
    'en_',
  ])('written %j is none', (typed) => {
    expect(localeOf(typed)).toBeNull();
  });
});

describe('a language that was read', () => {
  it('is one that Intl takes everywhere, whatever was written', () => {
    const written = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^[a-zA-Z]{2,3}([-_@.,;][a-zA-Z0-9]{0,8}){0,4}$/),
    );
    fc.assert(
      fc.property(written, (typed) => {
        const locale = localeOf(typed);
        if (locale === null) return;
        expect(new Intl.Locale(locale).language).toMatch(/^[a-z]{2,3}$/);
        expect(new Intl.NumberFormat(locale).format(1)).not.toBe('');
        expect(new Intl.DateTimeFormat(locale).format(0)).not.toBe('');
        expect(localeOf(locale)).toBe(locale);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a restaurant’s country', () => {
  it.each([
    [{ phone: manila, locale: 'en', currency: 'USD' }, 'PH'],
    [{ phone: null, locale: 'es-MX', currency: 'USD' }, 'MX'],
    [{ phone: null, locale: 'en', currency: 'PHP' }, 'PH'],
    [{ phone: null, locale: 'de', currency: 'EUR' }, null],
    [{ phone: '0917 123 4567', locale: 'fil', currency: 'PHP' }, 'PH'],
  ])('of %j is %s', (place, country) => {
    expect(countryOf(place)).toBe(country);
  });
});
