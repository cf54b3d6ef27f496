import { describe, expect, it } from '@jest/globals';
import { restFigures } from './rest-figures.ts';
import { markdownTable } from './table.ts';

describe('the figures of rest', () => {
  it('hold each process to its own limits, and those that have none to none', () => {
    const figures = restFigures([
      [
        { who: 'standalone', cpu: 1.2, resident: 179_000_000 },
        { who: 'postgres', cpu: 3, resident: 90_000_000 },
        { who: 'gateway', cpu: 0.4, resident: 120_000_000 },
      ],
    ]);

    expect(
      markdownTable([{ title: 'At rest', figures }])
        .split('\n')
        .slice(2),
    ).toEqual([
      '| CPU, `npm start`, Node | 1.20 % of a core | 1.20 – 1.20 | ≤ 1 % of a core ✗ |',
      '| CPU, `npm start`, PostgreSQL | 3.00 % of a core | 3.00 – 3.00 |  |',
      '| CPU, gateway | 0.40 % of a core | 0.40 – 0.40 | ≤ 0.5 % of a core ✓ |',
      '| Resident memory, `npm start`, Node | 179 MB | 179 – 179 | ≤ 180 MB ✓ |',
      '| Resident memory, `npm start`, PostgreSQL | 90 MB | 90 – 90 |  |',
      '| Resident memory, gateway | 120 MB | 120 – 120 | ≤ 110 MB ✗ |',
    ]);
  });
});
