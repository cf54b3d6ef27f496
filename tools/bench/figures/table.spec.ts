import { describe, expect, it } from '@jest/globals';
import { latencyFigures, throughputFigures } from './api-figures.ts';
import { spreadOf } from './spread.ts';
import { markdownTable } from './table.ts';

describe('a figure over several runs', () => {
  it('is the middle one, with the best and the worst beside it', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9, runs: 3 });
    expect(spreadOf([4, 1, 2, 9])).toEqual({ median: 3, min: 1, max: 9, runs: 4 });
  });

  it('is nothing without a run', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('the table', () => {
  const costs = { nodeCpu: 800, postgresCpu: 600, wal: 3.3 };
  const throughput = {
    title: 'Changes a second',
    figures: throughputFigures(
      [
        { ours: 1_000, fastify: 2_000, pg: 4_000, ratio: 0.5, ...costs },
        { ours: 900, fastify: 3_000, pg: 4_100, ratio: 0.3, ...costs },
        { ours: 1_100, fastify: 2_500, pg: 4_200, ratio: 0.44, ...costs },
      ],
      0.65,
    ),
  };

  it('says of each aim whether the median meets it', () => {
    const table = markdownTable([throughput]);

    expect(table).toContain('| Passline to bare Fastify | 0.44 | 0.30 – 0.50 | ≥ 0.65 ✗ |');
    expect(table).toContain('| Through Passline’s API | 1,000 changes/s | 900 – 1,100 |  |');
  });

  it('shows that a change was lost', () => {
    const run = { p50: 5, p99: 20, max: 30, sent: 300, lost: 1 };
    const figures = latencyFigures({ 50: [run], 200: [run] }, { 50: 150, 200: 20 });
    expect(markdownTable([{ title: 'Latency', figures }])).toContain(
      '| POST → socket at 50/s, lost | 1 changes | 1 – 1 | ≤ 0 changes ✗ |',
    );
  });

  it('stands by itself for each part, under the part’s title', () => {
    expect(
      markdownTable([throughput, { title: 'Memory', figures: [] }])
        .split('\n\n')
        .map((table) => table.split('\n', 1)[0]),
    ).toEqual(['| Changes a second | median | min – max | aim |', '| Memory | median | min – max | aim |']);
  });
});
