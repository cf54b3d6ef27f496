import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { longestFit } from './longest-fit.ts';

const within = (most: number) => (written: string) => written.length <= most;
const asItIs = (text: string): string => text;

describe('a text that has to fit', () => {
  it.each([
    ['is whole where it does', 'Side door', 9, 'Side door'],
    ['is cut where the reader sees it, without the blank before', 'Side door, please', 12, 'Side door...'],
    ['is nothing where no cut does', 'Side door', 3, ''],
    ['is nothing where there is none', '', 0, ''],
  ])('%s', (_rule, text, most, cut) => {
    expect(longestFit(text, 0, asItIs, within(most))).toBe(cut);
  });

  it('is none where so much is not to be left', () => {
    expect(longestFit('Mabuhay Kitchen', 6, asItIs, within(9))).toBe('Mabuha...');
    expect(longestFit('Mabuhay Kitchen', 6, asItIs, within(8))).toBeNull();
  });

  it('is as long as can be, whatever its length and the room', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(70), (text, room) => {
        const cuts = Array.from({ length: text.length }, (_, length) =>
          length === 0 ? '' : `${text.slice(0, length).trimEnd()}...`,
        );
        const longest = [...cuts, text].findLast((cut) => cut.length <= room);
        expect(longestFit(text, 0, asItIs, within(room))?.length).toBe(longest?.length);
      }),
    );
  });

  it('is written and measured a few times, however long it is', () => {
    let times = 0;
    const write = (text: string): string => {
      times += 1;
      return text;
    };
    expect(longestFit('Come round the back. '.repeat(500), 0, write, within(100))).toHaveLength(100);
    expect(times).toBeLessThan(20);
  });
});
