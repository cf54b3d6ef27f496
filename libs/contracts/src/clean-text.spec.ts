import { describe, expect, it } from '@jest/globals';
import { cleanName, cleanText } from './clean-text.ts';

describe('text to show', () => {
  it.each([
    ['Ana\u202E gnp.exe', 'Ana gnp.exe'],
    ['\u2067Ana\u2069', 'Ana'],
    ['Ana\u0007\u001B[31m', 'Ana  [31m'],
    ['one\r\ntwo', 'one\ntwo'],
    ['one\u2028two\u2029three', 'one\ntwo\nthree'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['👩‍🍳', '👩‍🍳'],
    [' Ana ', 'Ana'],
  ])('%j is kept as %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});

describe('a name', () => {
  it.each([
    ['Ana\nMaria', 'Ana Maria'],
    [' Table\r\n 7 ', 'Table 7'],
  ])('%j stands in one line, as %j', (text, clean) => {
    expect(cleanName(text)).toBe(clean);
  });
});
