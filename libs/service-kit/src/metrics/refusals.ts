import { Counter, type Registry } from 'prom-client';
import type { ProblemCode } from '#libs/contracts';

/** Counts what was refused over HTTP, by the stable code of the refusal. */
export function refusalCounter(registry: Registry): (code: ProblemCode) => void {
  const refusals = new Counter({ name: 'passline_refusals_total', help: 'Requests refused over HTTP, by code', labelNames: ['code'], registers: [registry] });
  return (code) => { refusals.inc({ code }); };
}
