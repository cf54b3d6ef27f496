import type { BatchResult, BatchVerdict, Problem } from '#libs/contracts';
import { isPassing } from '#libs/tracker';
import type { Answer } from '../board-session/session.ts';
import type { Move } from './move.ts';
import type { Outbox } from './outbox.ts';

/** What the server takes at once. */
const BATCH = 100;
const RETRY_MS = 1_500;

export type Verdict = Pick<BatchVerdict, 'result' | 'snapshot' | 'problem'>;

export interface SenderEars {
  readonly onVerdict: (move: Move, verdict: Verdict) => void;
  /** A try found no one: what is kept stays kept. */
  readonly onUnreached: () => void;
}

/**
 * Sends what the outbox holds as one batch, in the order in which it was done, and again until each move has a verdict. One batch is on
 * its way at a time, so that an order's moves never overtake each other.
 */
export class MoveSender {
  /** Those that may have arrived: what a reload has kept as well. */
  readonly #sent: Set<string>;
  #isSending = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly send: (moves: readonly Move[]) => Promise<Answer<BatchResult>>,
    private readonly ears: SenderEars,
  ) {
    this.#sent = new Set(outbox.moves.map(({ key }) => key));
  }

  /** Whether the server may have it already. */
  wasSent(key: string): boolean {
    return this.#sent.has(key);
  }

  /** Something is there to send, or there is hope that it can be sent now. */
  wake(): void {
    clearTimeout(this.#retry);
    if (!this.#isSending && !this.#isStopped) void this.#drain();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
  }

  async #drain(): Promise<void> {
    this.#isSending = true;
    for (let isWellSent = true; isWellSent && this.outbox.size > 0 && !this.#isStopped; ) isWellSent = await this.#sendBatch();
    this.#isSending = false;
  }

  /** @returns whether all of it has a verdict */
  async #sendBatch(): Promise<boolean> {
    const moves = this.outbox.moves.slice(0, BATCH);
    for (const { key } of moves) this.#sent.add(key);
    const verdicts = judge(moves, await this.send(moves));
    for (const [move, verdict] of verdicts) this.#close(move, verdict);
    if (verdicts.size < moves.length) this.#later(verdicts.size === 0);
    return verdicts.size === moves.length;
  }

  #close(move: Move, verdict: Verdict): void {
    this.#sent.delete(move.key);
    this.outbox.remove(move.key);
    this.ears.onVerdict(move, verdict);
  }

  #later(unreached: boolean): void {
    if (unreached) this.ears.onUnreached();
    if (!this.#isStopped) this.#retry = setTimeout(() => this.wake(), RETRY_MS);
  }
}

/** The moves whose fate is known; all others are sent again. */
function judge(moves: readonly Move[], answer: Answer<BatchResult>): ReadonlyMap<Move, Verdict> {
  if (answer.ok) return new Map(moves.flatMap((move, index) => known(move, answer.body.results[index])));
  const { problem } = answer;
  if (problem === null || isPassing(problem) || awaitsLogIn(problem)) return new Map();
  return new Map(moves.filter((_, index) => isMeant(index, problem)).map((move) => [move, { result: 'refused', problem }]));
}

/** The moves wait until their owner has logged in anew, or has a password of their own. */
const awaitsLogIn = ({ status, code }: Problem): boolean => status === 401 || code === 'password_change_required';

const known = (move: Move, verdict: Verdict | undefined): [Move, Verdict][] =>
  verdict === undefined || verdict.problem?.code === 'request_in_progress' ? [] : [[move, verdict]];

/** A refusal of the whole names the items that are to blame, or is meant for all of them. */
function isMeant(index: number, { errors = [] }: Problem): boolean {
  const blamed = errors.filter(({ path }) => path.startsWith('updates.'));
  return blamed.length === 0 || blamed.some(({ path }) => path.startsWith(`updates.${index}.`));
}
