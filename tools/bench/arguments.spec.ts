import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readArguments } from './arguments.ts';
import { allMeasurements } from './measurements.ts';

const partsOf = (...given: string[]) => readArguments(['node', 'bench', ...given]).measurements;

describe('the parts of the benchmark', () => {
  it('are all of them unless some are named', () => {
    expect(partsOf()).toEqual(allMeasurements);
  });

  it('run in their own order, since what one leaves in the log is work for the next', () => {
    expect(partsOf('--only', 'storm', 'relay', 'throughput-apart', 'rest')).toEqual([
      'rest',
      'throughput-apart',
      'relay',
      'storm',
    ]);
  });
});

describe('the number of runs', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    [['--runs', '9'], 9],
    [['--runs', '59', '--quick'], 59],
    [['--runs', '50', '--only', 'relay', 'storm'], 50],
  ])('is what is asked for: %j', (given, runs) => {
    expect(readArguments(['node', 'bench', ...given]).size.runs).toBe(runs);
  });

  it.each([
    [['--runs', '10'], 'for 9 runs'],
    [['--runs', '60', '--quick'], 'for 59 runs'],
    [['--runs', '10', '--only', 'scale'], 'for 9 runs'],
  ])('is refused where the orders would be out in the middle: %j', (given, words) => {
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(process, 'exit').mockImplementation(() => {
      throw new Error('exit');
    });
    expect(() => readArguments(['node', 'bench', ...given])).toThrow('exit');
    expect(String(said.mock.calls[0]?.[0])).toContain(words);
  });
});
