import { describe, expect, it } from '@jest/globals';
import { bytesIn } from './resident-memory.ts';

const status = `Name:	node
VmPeak:	 1243520 kB
VmHWM:	  181504 kB
VmRSS:	  120832 kB
Threads:	11
`;

describe('what /proc says of a process', () => {
  it('is read by its name, in bytes', () => {
    expect([bytesIn(status, 'VmRSS'), bytesIn(status, 'VmHWM')]).toEqual([120_832 * 1_024, 181_504 * 1_024]);
  });

  it('is no figure where it is not said, so that nothing passes for small', () => {
    expect([bytesIn(status, 'Rss'), bytesIn(status, 'Threads')]).toEqual([NaN, NaN]);
  });
});
