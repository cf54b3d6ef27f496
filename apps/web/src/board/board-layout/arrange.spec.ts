import { describe, expect, it } from '@jest/globals';
import { arrange, type Slot } from './arrange.ts';

const column = (...ids: string[]): readonly Slot[] => ids.map((id) => ({ id, hasLeft: false }));

describe('a column of the board', () => {
  it('stands in the order that is wanted, whoever comes in between', () => {
    expect(arrange(column('2', '3'), ['1', '2', '3'], 'away')).toEqual(column('1', '2', '3'));
    expect(arrange(column('3', '1'), ['1', '3'], 'away')).toEqual(column('1', '3'));
  });

  it('lets a newcomer in at the end while a hand is near, however old the order is', () => {
    expect(arrange(column('2', '3'), ['1', '2', '3'], 'near')).toEqual(column('2', '3', '1'));
  });

  it('closes the gap of an order that has moved on', () => {
    expect(arrange(column('1', '2', '3'), ['1', '3'], 'near')).toEqual(column('1', '3'));
  });

  it('keeps the gap open while a finger is on it, and lets newcomers in all the same', () => {
    const held = arrange(column('1', '2', '3'), ['1', '3', '4'], 'on');
    expect(held).toEqual([
      { id: '1', hasLeft: false },
      { id: '2', hasLeft: true },
      { id: '3', hasLeft: false },
      { id: '4', hasLeft: false },
    ]);
    expect(arrange(held, ['1', '3', '4'], 'near')).toEqual(column('1', '3', '4'));
  });

  it('takes an order back into its old place when it returns while the gap is open', () => {
    const held = arrange(column('1', '2', '3'), ['1', '3'], 'on');
    expect(arrange(held, ['1', '2', '3'], 'on')).toEqual(column('1', '2', '3'));
  });
});
