import { describe, expect, it } from '@jest/globals';
import { alternating, meanOf, medianRatio } from './alternating.ts';

describe('lanes that are measured side by side', () => {
  it('take turns, every other round the other way round', async () => {
    const order: string[] = [];
    const lane = (name: string) => async (): Promise<number> => order.push(name);
    const rounds = await alternating({ ours: lane('ours'), fastify: lane('fastify'), pg: lane('pg') }, 3);

    expect(order).toEqual(['ours', 'fastify', 'pg', 'pg', 'fastify', 'ours', 'ours', 'fastify', 'pg']);
    expect(rounds).toEqual([
      { ours: 1, fastify: 2, pg: 3 },
      { ours: 6, fastify: 5, pg: 4 },
      { ours: 7, fastify: 8, pg: 9 },
    ]);
  });

  it('are compared within a round, so that a machine at half its speed changes nothing', () => {
    const rounds = [
      { ours: 500, bare: 1_000 },
      { ours: 250, bare: 500 },
      { ours: 500, bare: 1_000 },
    ];

    expect(medianRatio(rounds, 'ours', 'bare')).toBe(0.5);
  });

  it('are not judged by the one slice in which the machine stood still', () => {
    const rounds = [
      { ours: 500, bare: 1_000 },
      { ours: 10, bare: 1_000 },
      { ours: 500, bare: 1_000 },
    ];

    expect(medianRatio(rounds, 'ours', 'bare')).toBe(0.5);
    expect(meanOf(rounds, 'bare')).toBe(1_000);
  });

  it('say nothing without a round', () => {
    expect(() => meanOf([], 'ours')).toThrow(RangeError);
  });
});
