import { setTimeout as pause } from 'node:timers/promises';
import { type Snapshot, snapshotSchema } from '#libs/contracts';
import { type Answer, type Api, newKey } from '../support/api.ts';
import type { Act } from './walk.ts';
import type { Seeded } from './seeded.ts';

/** What a POS was told by a 2xx: this must be on disk. */
export interface Acknowledged {
  readonly orderId: string;
  readonly key: string;
  readonly version: number;
  readonly status: string;
}

/** Answers that ask to come back; everything else is the last word. */
const comeBack: ReadonlySet<number> = new Set([429, 503]);
const betweenTries = 50;
const patience = 15_000;

/** A till that keeps at it: each change has a key of its own and is repeated with that key until it is answered. */
export class Pos {
  /** Tries that were never answered. */
  unanswered = 0;
  /** Answers that said they repeat an earlier one. */
  replayed = 0;

  constructor(
    private readonly api: Api,
    private readonly random: Seeded,
    private readonly ledger: Acknowledged[],
  ) {}

  /** Some tills are impatient and send twice at once; the effect is one all the same. */
  async change(orderId: string, act: Act): Promise<Snapshot> {
    const key = newKey();
    const times = this.random.chance(0.1) ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: times }, () => this.#untilAnswered(orderId, act, key)));
    const snapshots = answers.map((answer) => snapshotOf(answer, act));
    const [first, ...others] = snapshots;
    if (first === undefined) throw new Error('nothing was asked');
    for (const other of others) if (other.version !== first.version) throw new Error(`key ${key} took effect twice: versions ${first.version} and ${other.version}`);
    this.ledger.push({ orderId, key, version: first.version, status: first.status });
    await pause(this.random.below(160));
    return first;
  }

  async #untilAnswered(orderId: string, { verb, body }: Act, key: string): Promise<Answer> {
    const until = performance.now() + 60_000;
    while (performance.now() < until) {
      const answer = await within(patience, this.api.change(orderId, verb, body, { 'idempotency-key': key })).catch(() => null);
      if (answer === null) this.unanswered += 1;
      else if (!isToComeBack(answer)) {
        if (answer.headers.get('idempotency-replayed') === 'true') this.replayed += 1;
        return answer;
      }
      await pause(betweenTries);
    }
    throw new Error(`no answer to ${verb} within 60 s`);
  }
}

async function within<T>(ms: number, asked: Promise<T>): Promise<T | null> {
  const tooLate = new AbortController();
  return Promise.race([asked, pause(ms, null, { signal: tooLate.signal, ref: false })]).finally(() => tooLate.abort());
}

function isToComeBack({ status, body }: Answer): boolean {
  return comeBack.has(status) || (status === 409 && JSON.stringify(body).includes('request_in_progress'));
}

function snapshotOf({ status, body }: Answer, act: Act): Snapshot {
  if (status !== 200) throw new Error(`${JSON.stringify(act)} was answered ${status}: ${JSON.stringify(body)}`);
  return snapshotSchema.parse(body);
}
