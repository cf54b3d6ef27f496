import { describe, expect, it } from '@jest/globals';
import { csv } from './csv.ts';

describe('a table as CSV', () => {
  it.each([
    ['a number', -1.5, '-1.5'],
    ['nothing', null, ''],
    ['plain text', 'busy', 'busy'],
    ['a comma', 'a,b', '"a,b"'],
    ['a quotation mark', 'say "ñ"', '"say ""ñ"""'],
    ['lines', 'one\r\ntwo', '"one\r\ntwo"'],
    ['a formula', '=1+1', "'=1+1"],
    ['another formula', '@SUM(A1,A2)', `"'@SUM(A1,A2)"`],
    ['one that begins with a sign', '-2+3', "'-2+3"],
    ['one behind a tabulator', '\t=1', "'\t=1"],
    ['one behind a line', '\r=1', `"'\r=1"`],
  ])('writes %s so that it is read as it was', (_, cell, written) => {
    expect(csv(['a', 'b'], [{ a: cell, b: 'x' }])).toBe(`a,b\r\n${written},x\r\n`);
  });

  it('has its columns where it has no rows', () => {
    expect(csv(['date', 'orders'], [])).toBe('date,orders\r\n');
  });
});
