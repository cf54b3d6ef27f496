import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { rateLimitsSchema } from '#libs/rate-limits';
import { createLogger, Health } from '#libs/service-kit';
import { EventFeed } from '../event-feed/index.ts';
import { LimitHits } from '../metrics/index.ts';
import { Refusals } from '../sockets/index.ts';
import { ConnectionAdmission } from './connection-admission.ts';

type Answer = { status?: number };
type Outcome = 'let in' | 'refused' | number | undefined;

/** A first request from an address, and what is answered past Engine.IO. */
function ask(admission: ConnectionAdmission, remoteAddress: string): Outcome {
  const answer: Answer = {};
  const res = {
    writeHead: (status: number) => ({
      end: () => {
        answer.status = status;
      },
    }),
  };
  const request = { headers: {}, socket: { remoteAddress }, res } as unknown as IncomingMessage;
  let verdict: 'let in' | 'refused' | undefined;
  admission.allowRequest(request, (_error, admitted) => {
    verdict = admitted ? 'let in' : 'refused';
  });
  return verdict ?? answer.status;
}

const from = (remoteAddress: string) =>
  ({ headers: {}, socket: { remoteAddress } }) as unknown as IncomingMessage;

function admissionWith(limits: string): { admission: ConnectionAdmission; registry: Registry } {
  const [registry, logger] = [new Registry(), createLogger('gateway', 'silent')];
  const admission = new ConnectionAdmission(
    new EventFeed(() => true, new Health()),
    new LimitHits(registry, logger),
    new Refusals(registry, logger),
    { RATE_LIMITS: rateLimitsSchema.parse(limits), TRUST_PROXY: false },
  );
  return { admission, registry };
}

/** What a counter of the registry says, by its label. */
async function counted(registry: Registry, name: string): Promise<Record<string, number>> {
  const { values } = (await registry.getMetricsAsJSON()).find((metric) => metric.name === name)!;
  return Object.fromEntries(values.map(({ labels, value }) => [String(Object.values(labels)[0]), value]));
}

describe('the admission of connections', () => {
  it('holds at least 500 of one address, turns away one that opens far too many, and lets it in again later', async () => {
    const { admission, registry } = admissionWith('on');
    const leave = Array.from({ length: 2_000 }, (_, index) => {
      if (index === 500) expect(ask(admission, '203.0.113.9')).toBe('let in');
      return admission.count(from('203.0.113.9'));
    });
    expect(ask(admission, '203.0.113.9')).toBe(429);
    expect([
      await counted(registry, 'passline_gateway_limit_hits_total'),
      await counted(registry, 'passline_refusals_total'),
    ]).toEqual([{ sockets: 1 }, { too_many_requests: 1 }]);
    expect(ask(admission, '203.0.113.10')).toBe('let in');
    leave[0]?.();
    expect(ask(admission, '203.0.113.9')).toBe('let in');
  });

  it('slows down whoever asks all the time, and no one else', async () => {
    const { admission, registry } = admissionWith('handshakes=1');
    const begun = performance.now();
    const outcomes = Array.from({ length: 50 }, (_, index) =>
      ask(admission, `2001:db8:1:2::${String(index)}`),
    );
    const most = 10 + 1 + (performance.now() - begun) / 1_000;
    const letIn = outcomes.filter((outcome) => outcome === 'let in').length;
    expect([letIn >= 10, letIn <= most, new Set(outcomes)]).toEqual([true, true, new Set(['let in', 429])]);
    expect(await counted(registry, 'passline_gateway_limit_hits_total')).toEqual({ handshakes: 50 - letIn });
    expect(ask(admission, '2001:db8:1:3::1')).toBe('let in');
  });

  it('holds any number where limits are off', () => {
    const { admission } = admissionWith('off');
    for (let open = 0; open < 6_000; open++) {
      admission.count(from('203.0.113.9'));
      expect(ask(admission, '203.0.113.9')).toBe('let in');
    }
  });

  it('lets nobody in once the gateway is to stop', async () => {
    const { admission, registry } = admissionWith('on');
    admission.onModuleDestroy();
    expect(ask(admission, '203.0.113.9')).toBe(503);
    expect(await counted(registry, 'passline_refusals_total')).toEqual({ unavailable: 1 });
  });
});
