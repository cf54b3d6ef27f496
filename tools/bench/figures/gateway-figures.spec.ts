import { describe, expect, it } from '@jest/globals';
import type { GatewayRun } from '../measure-gateway.ts';
import type { StormRun } from '../measure-storm.ts';
import { gatewayFigures, stormFigures } from './gateway-figures.ts';
import { markdownTable } from './table.ts';
import type { Figure } from './figure.ts';

const verdicts = (figures: readonly Figure[]): string[] =>
  markdownTable([{ title: 'Figures', figures }])
    .split('\n')
    .filter((line) => /[✓✗] \|$/.test(line))
    .map((line) => line.replace(/ \| [^|]* – [^|]* \| /, ' | '));

describe('the gateway’s figures', () => {
  const same = { passline: 0, socketIo: 0, ws: 0 };
  const run: GatewayRun = {
    held: { passline: 15, socketIo: 12.5, ws: 3 },
    resident: { passline: 24, socketIo: 20, ws: 10 },
    unicast: same,
    unicastRatio: 0.8,
    fanOut: same,
    fanOutRatio: 0.99,
    p50: same,
    p99: same,
    p99Ratio: 1,
    cpu: { passline: 331, socketIo: 300, ws: 100 },
    cpuRatio: 1.1,
  };

  it('are held against bare Socket.IO, which does the same work without ours', () => {
    expect(verdicts(gatewayFigures([run]))).toEqual([
      '| Memory held by a socket, gateway | 15.0 kB | ≤ 30 kB ✓ |',
      '| Memory held by a socket, gateway to bare Socket.IO | 1.20 | ≤ 1.2 ✓ |',
      '| Resident memory for a socket, gateway to bare Socket.IO | 1.20 | ≤ 1.1 ✗ |',
      '| Unicast, gateway to bare Socket.IO | 0.80 | ≥ 0.8 ✓ |',
      '| One order to all, gateway to bare Socket.IO | 0.99 | ≥ 1 ✗ |',
      '| At 500 msg/s, p99, gateway to bare Socket.IO | 1.00 | ≤ 1 ✓ |',
      '| At 500 msg/s, CPU of the server for a message, gateway | 331 µs | ≤ 330 µs ✗ |',
    ]);
  });
});

describe('the figures of a return of many', () => {
  const scene = { passline: 1.5, socketIo: 1, ratio: 1.5, gatewayCpu: 1, ordersCpu: 0.5 };
  const run: StormRun = {
    scenes: {
      '100 at a time': { ...scene, ratio: 1.3 },
      'all at once': scene,
      'all at once, servers killed': scene,
    },
    behind: 1,
    gatewayPeak: 250_000_000,
    ordersPeak: 251_000_000,
  };

  it('allow more time where the servers were killed, and nobody to stay behind anywhere', () => {
    expect(verdicts(stormFigures([run], 2_000))).toEqual([
      '| 2,000 clients, 100 at a time, Passline to bare Socket.IO | 1.30 | ≤ 1.3 ✓ |',
      '| 2,000 clients, all at once, Passline to bare Socket.IO | 1.50 | ≤ 1.3 ✗ |',
      '| 2,000 clients, all at once, servers killed, Passline to bare Socket.IO | 1.50 | ≤ 2 ✓ |',
      '| Clients that never caught up | 1 | ≤ 0 ✗ |',
      '| Resident memory of the gateway, at most | 250 MB | ≤ 250 MB ✓ |',
      '| Resident memory of `orders`, at most | 251 MB | ≤ 250 MB ✗ |',
    ]);
  });
});
