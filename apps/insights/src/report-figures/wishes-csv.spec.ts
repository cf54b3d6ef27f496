import { expect, it } from '@jest/globals';
import { wishesCsv } from './wishes-csv.ts';

it.each([
  [undefined, false],
  ['*/*', false],
  ['application/json', false],
  ['text/csv', true],
  ['TEXT/CSV; charset=utf-8', true],
  ['text/csv, application/json;q=0.9', true],
  ['text/csv;q=0.5, application/json', false],
  ['text/csv, */*;q=0.1', true],
  ['text/html, text/csv;q=0', false],
  ['application/json, text/csv', false],
])('who accepts %s gets CSV: %s', (accept, isCsv) => {
  expect(wishesCsv(accept)).toBe(isCsv);
});
