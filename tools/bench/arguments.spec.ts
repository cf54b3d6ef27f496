import { describe, expect, it } from '@jest/globals';
import { readArguments } from './arguments.ts';
import { allMeasurements } from './measurements.ts';

const partsOf = (...given: string[]) => readArguments(['node', 'bench', ...given]).parts;

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
