import { describe, expect, it, jest } from '@jest/globals';
import { readArguments } from './arguments.ts';

const given = (...words: readonly string[]) => readArguments(['node', 'replay', ...words]);

describe('the arguments of the replay', () => {
  it('are twenty simulations of two thousand orders, unless others are named', () => {
    const usual = { seeds: 20, orders: 2_000, dishes: false, write: false };
    expect(given('--simulate')).toMatchObject(usual);
    expect(given('--database', 'postgres://here')).toMatchObject({ ...usual, database: 'postgres://here' });
    expect(given('--simulate', '--seeds', '3', '--orders', '500')).toMatchObject({ seeds: 3, orders: 500 });
  });

  it.each([
    [[]],
    [['--simulate', '--database', 'postgres://here']],
    [['--database', 'postgres://here', '--write']],
    [['--simulate', '--dishes', '--write']],
    [['--simulate', '--orders', '299']],
    [['--simulate', '--seeds', '0']],
  ])('are refused where they say nothing, or two things: %j', (words) => {
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
      throw new Error('refused');
    });
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      expect(() => given(...words)).toThrow('refused');
      expect(said).toHaveBeenCalled();
    } finally {
      exit.mockRestore();
      said.mockRestore();
    }
  });
});
