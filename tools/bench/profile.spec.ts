import { describe, expect, it } from '@jest/globals';
import { topSelfTimes } from './profile.ts';

const node = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
});

describe('a CPU profile', () => {
  it('ranks functions by the time spent in themselves, wherever they were called from, and leaves out idle time', () => {
    const nodes = [
      node(1, '(idle)', ''),
      node(2, 'write', 'file:///somewhere/dist/apps/a.js'),
      node(3, 'read', 'file:///somewhere/node_modules/pg/b.js'),
      node(4, 'write', 'file:///somewhere/dist/apps/a.js'),
    ];
    const top = topSelfTimes({ nodes, samples: [1, 2, 3, 4], timeDeltas: [5_000, 2_000, 1_000, 1_000] }, 10);

    expect(top).toEqual([
      { place: 'write dist/apps/a.js:10', ms: 3, share: 0.75 },
      { place: 'read node_modules/pg/b.js:10', ms: 1, share: 0.25 },
    ]);
  });
});
