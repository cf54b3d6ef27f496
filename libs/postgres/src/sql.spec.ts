import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { list, nothing, raw, type Sql, sql } from './sql.ts';

/** One template, whatever stands in its places. */
const pair = (one: unknown, other: unknown): Sql => sql`(${one}, ${other})`;

describe('a statement', () => {
  it('numbers its values as they come, through pieces within pieces', () => {
    const ready = sql`status = ${'ready'}`;
    const found = sql`SELECT 1 FROM orders WHERE version = ${3} AND (${ready} OR late > ${5}) LIMIT ${7}`;
    expect(found.text).toBe(
      'SELECT 1 FROM orders WHERE version = $1 AND (status = $2 OR late > $3) LIMIT $4',
    );
    expect(found.values).toEqual([3, 'ready', 5, 7]);
  });

  it('has the same name wherever its text is the same, whatever its values', () => {
    const of = (id: string) => sql`SELECT 1 FROM orders WHERE order_id = ${id}`;
    expect(of('one').name).toBe(of('two').name);
    expect(of('one').name).not.toBe(sql`SELECT 2 FROM orders WHERE order_id = ${'one'}`.name);
  });

  it('has a name that PostgreSQL keeps whole', () => {
    expect(raw('x'.repeat(10_000)).name.length).toBeLessThanOrEqual(63);
  });

  it('never lets a value into its text', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (given) => {
        const values = given.map((value) => ({ value }));
        const pieces = values.map((value) => sql`(${value})`);
        const statement = sql`SELECT ${list(pieces)}`;
        expect(statement.text).toBe(`SELECT ${values.map((_, index) => `($${index + 1})`).join(', ')}`);
        expect(statement.values).toEqual(values);
      }),
    );
  });

  it('is written anew where a piece stands in the place of a value', () => {
    const now = raw('now()');
    const texts = [pair(1, now), pair(now, 1), pair(1, 2), pair(now, now), pair(pair(1, now), now)].map(
      ({ text, values }) => [text, values],
    );
    expect(texts).toEqual([
      ['($1, now())', [1]],
      ['(now(), $1)', [1]],
      ['($1, $2)', [1, 2]],
      ['(now(), now())', []],
      ['(($1, now()), now())', [1]],
    ]);
  });

  it('is the same text however often it is asked for, with the values of each time', () => {
    const tree = fc.letrec((tie) => ({
      part: fc.oneof({ depthSize: 'small' }, fc.integer(), fc.constant(nothing), tie('pair')),
      pair: fc.tuple(tie('part'), tie('part')).map(([one, other]) => pair(one, other)),
    }));
    fc.assert(
      fc.property(tree.pair, (piece) => {
        const { text, values } = piece;
        const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
        expect(numbers).toEqual(values.map((_, index) => index + 1));
        expect(sql`${piece}`.text).toBe(text);
        expect(sql`${piece}`.name).toBe(piece.name);
      }),
    );
  });
});
