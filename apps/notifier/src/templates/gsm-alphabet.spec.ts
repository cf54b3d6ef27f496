import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isGsm, latinAsGsm, spelledInGsm } from './gsm-alphabet.ts';

describe('Latin writing in the GSM alphabet', () => {
  it.each([
    ['Café Ñandú', 'Café Ñandu'],
    ['Cafe\u0301 Nin\u0303o', 'Café Niño'],
    ['El pedido está listo – acércate…', 'El pedido esta listo - acércate...'],
    ['Łódź, Erdőház, Galați, Beyoğlu', 'Lodz, Erdohaz, Galati, Beyoglu'],
    ['Đặc Biệt Phở', 'Dac Biet Pho'],
    ['“Zur Straße” ‘am’ Fjørd', '"Zur Straße" \'am\' Fjørd'],
    ['1\u00a0000\u202f€ — `a`', "1 000 €  - 'a'".replace('  ', ' ')],
    ['Ｔａｂｌｅ ７', 'Table 7'],
    ['🍜 Mabuhay 👨‍👩‍👧 Kitchen ❤️ 🇵🇭', 'Mabuhay Kitchen'],
    ['', ''],
  ])('of %j is %j', (text, folded) => {
    expect(latinAsGsm(text)).toBe(folded);
    expect(isGsm(folded)).toBe(true);
  });

  it.each(['Кафе', 'مطعم الشام', 'ร้านสมหญิง', '麺屋', 'Ταβέρνα', '김밥', 'टेबल', '🍜', 'Café 麺'])(
    'is not to be had of %j, which would lose what it says',
    (text) => {
      expect(latinAsGsm(text)).toBeNull();
    },
  );
});

describe('any writing, spelled in the GSM alphabet', () => {
  it.each([
    ['Кафе Пушкин', 'Kafe Pushkin'],
    ['Ταβέρνα', 'Taverna'],
    ['스시 Bar', 'SeuSi Bar'],
    ['スシロー', 'sushiro'],
    ['طاولة ٧', 'twlh 7'],
    ['โต๊ะ ๗', 'ota 7'],
    ['麺屋 Taro 🍜', 'Taro'],
    ['🍜', ''],
  ])('%j is %j', (text, spelled) => {
    expect(spelledInGsm(text)).toBe(spelled);
  });

  it('has no other character, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isGsm(spelledInGsm(text))).toBe(true);
        const latin = latinAsGsm(text);
        expect(latin === null || isGsm(latin)).toBe(true);
      }),
    );
  });
});
