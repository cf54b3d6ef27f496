import { Counter, type Registry } from 'prom-client';
import type { ProblemCode } from '#libs/contracts';

const name = 'passline_refusals_total';

/**
 * Counts what was refused, over HTTP and on sockets alike, by the stable code of the refusal. Whoever asks
 * for it on one registry gets the same.
 */
export function refusalCounter(registry: Registry): (code: ProblemCode) => void {
  const made = registry.getSingleMetric(name);
  const refusals =
    made instanceof Counter
      ? made
      : new Counter({
          name,
          help: 'Refused over HTTP and on sockets, by code',
          labelNames: ['code'],
          registers: [registry],
        });
  return (code) => {
    refusals.inc({ code });
  };
}
