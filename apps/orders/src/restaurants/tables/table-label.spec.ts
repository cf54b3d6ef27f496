import { describe, expect, it } from '@jest/globals';
import { tableKey } from './table-label.ts';

describe('Two labels', () => {
  it.each([
    ['7', ' 7 '],
    ['T 7', 't 7'],
    ['T7', 'Ｔ７'],
    ['Terraza Ñ', 'terraza n\u0303'],
    ['Straße 1', 'STRASSE 1'],
    ['²', '2'],
    ['ﬁ', 'FI'],
    ['\u00a07', '7\u3000'],
    ['7', '\u202e7\u202c'],
    ['Bar 1', 'Bar\r\n1'],
  ])('%j and %j are one table', (one, other) => {
    expect(tableKey(one)).toBe(tableKey(other));
  });

  it.each([
    ['7', '17'],
    ['T7', 'T 7'],
    ['n', 'ñ'],
    ['1', 'I'],
  ])('%j and %j are two', (one, other) => {
    expect(tableKey(one)).not.toBe(tableKey(other));
  });
});
