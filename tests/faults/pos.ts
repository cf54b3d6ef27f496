import { setTimeout as pause } from 'node:timers/promises';
import { type Snapshot, snapshotSchema } from '#libs/contracts';
import { type Answer, type Api, newKey } from '../support/api.ts';
import type { Ledger } from './ledger.ts';
import type { Act } from './walk.ts';
import type { Seeded } from './seeded.ts';

/** Answers that ask to come back; everything else is the last word. */
const comeBack: ReadonlySet<number> = new Set([429, 503]);
const betweenTries = 50;
const patience = 15_000;
/** After so long without an answer, in milliseconds, a request has failed. */
const givesUpAfter = 60_000;

/**
 * A till that keeps at it: each change has a key of its own and is repeated with that key until it is
 * answered.
 */
export class Pos {
  constructor(
    private readonly api: Api,
    private readonly random: Seeded,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Some tills are impatient and send twice at once; the effect is one all the same. Now and then one looks
   * at what it has done.
   */
  async change(orderId: string, act: Act): Promise<Snapshot> {
    const [key, askedAt] = [newKey(), performance.now()];
    const times = this.random.chance(0.1) ? 2 : 1;
    const { verb, body } = act;
    const ask = (): Promise<Answer> => this.api.change(orderId, verb, body, { 'idempotency-key': key });
    const answers = await Promise.all(Array.from({ length: times }, () => this.#untilAnswered(verb, ask)));
    const snapshots = answers.flatMap((answer) => this.#accepted(answer, act));
    const [first] = snapshots;
    if (first === undefined) return this.#look(orderId);
    for (const { version, status } of snapshots)
      if (version !== first.version)
        this.ledger.refused.push(
          `key ${key} took effect twice: versions ${first.version} and ${version} (${status})`,
        );
    this.ledger.acknowledged.push({
      orderId,
      key,
      version: first.version,
      status: first.status,
      askedAt,
      answeredAt: performance.now(),
    });
    if (this.random.chance(0.15)) await this.#looksAtLeast(orderId, first.version);
    return first;
  }

  async #looksAtLeast(orderId: string, told: number): Promise<void> {
    const { version } = await this.#look(orderId);
    if (version < told)
      this.ledger.refused.push(
        `order ${orderId} was read at version ${version} after version ${told} had been acknowledged`,
      );
  }

  async #look(orderId: string): Promise<Snapshot> {
    this.ledger.looks += 1;
    return snapshotSchema.parse(
      (await this.#untilAnswered('look', () => this.api.get(`/api/v1/online/orders/${orderId}/status/`)))
        .body,
    );
  }

  async #untilAnswered(what: string, ask: () => Promise<Answer>): Promise<Answer> {
    const until = performance.now() + givesUpAfter;
    while (performance.now() < until) {
      const answer = await within(patience, ask()).catch(() => null);
      if (answer === null) this.ledger.unanswered += 1;
      else if (!isToComeBack(answer)) {
        if (answer.headers.get('idempotency-replayed') === 'true') this.ledger.replayed += 1;
        return answer;
      }
      await pause(betweenTries);
    }
    throw new Error(`no answer to ${what} within ${givesUpAfter} ms`);
  }

  #accepted({ status, body }: Answer, act: Act): readonly Snapshot[] {
    if (status === 200) return [snapshotSchema.parse(body)];
    this.ledger.refused.push(`${JSON.stringify(act)} was answered ${status}: ${JSON.stringify(body)}`);
    return [];
  }
}

async function within<T>(ms: number, asked: Promise<T>): Promise<T | null> {
  const tooLate = new AbortController();
  return Promise.race([asked, pause(ms, null, { signal: tooLate.signal, ref: false })]).finally(() =>
    tooLate.abort(),
  );
}

function isToComeBack({ status, body }: Answer): boolean {
  return comeBack.has(status) || (status === 409 && JSON.stringify(body).includes('request_in_progress'));
}
