import {
  type BatchResult,
  type BatchVerdict,
  longestBatch,
  type Problem,
  type Snapshot,
  type UpdateResult,
} from '#libs/contracts';
import { callListener, isPassing, reportThrown } from '#libs/tracker';
import { type Answer, SEND_AGAIN_MS } from '../../account/session/answer.ts';
import type { Call, Change, Move } from './change.ts';
import type { Outbox } from './outbox.ts';
import { stillMeant } from './still-meant.ts';

export type Verdict = Pick<BatchVerdict, 'result' | 'snapshot' | 'problem'>;

/** A server of the release before does not say whether it changed anything. */
export type CallAnswer = Snapshot & Partial<Pick<UpdateResult, 'result'>>;

/** The way to the server. */
export interface Post {
  /** Whether there is anyone to hear. What waits while nobody is can be taken back without a trace. */
  readonly isOpen: () => boolean;
  readonly moves: (moves: readonly Move[]) => Promise<Answer<BatchResult>>;
  readonly call: (call: Call) => Promise<Answer<CallAnswer>>;
}

/** What throws here is reported, and keeps nothing from being sent. */
export interface SenderCallbacks {
  readonly onVerdict: (change: Change, verdict: Verdict) => void;
  /** A try found no one: what is kept stays kept. */
  readonly onUnreached: () => void;
}

/**
 * Sends what the outbox holds until each change has a verdict: moves as one batch, in the order in which they
 * were done, then recalls and delays one by one, then the moves that had to wait for those. One request is on
 * its way at a time, and an order's changes never overtake each other.
 */
export class ChangeSender {
  #isSending = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly post: Post,
    private readonly callbacks: SenderCallbacks,
  ) {}

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
    try {
      while (this.outbox.size > 0 && !this.#isStopped && this.post.isOpen())
        if (!(await this.#sendRound())) break;
    } catch (error) {
      reportThrown(error);
      this.#tryLater();
    }
    this.#isSending = false;
  }

  #tryLater(): void {
    if (!this.#isStopped) this.#retry = setTimeout(() => this.wake(), SEND_AGAIN_MS);
  }

  /** @returns whether all of it has a verdict */
  async #sendRound(): Promise<boolean> {
    const { moves, calls } = foremost(this.outbox.changes);
    if (moves.length > 0) return this.#sendBatch(moves.slice(0, longestBatch));
    for (const call of calls) if (!(await this.#sendCall(call.key))) return false;
    return true;
  }

  async #sendBatch(moves: readonly Move[]): Promise<boolean> {
    for (const move of moves) this.#leaves(move);
    const verdicts = judge(moves, await this.post.moves(moves));
    for (const [move, verdict] of verdicts) this.#close(move, verdict);
    return this.#isWellSent(verdicts.size === moves.length, verdicts.size === 0);
  }

  /** As it is by now: it may have been taken back, or be meant for another version. */
  async #sendCall(key: string): Promise<boolean> {
    const call = this.outbox.get(key);
    if (call === undefined || call.kind === 'move') return true;
    this.#leaves(call);
    const verdict = judgeCall(await this.post.call(call));
    if (verdict) this.#close(call, verdict);
    return this.#isWellSent(verdict !== null, verdict === null);
  }

  #leaves(change: Change): void {
    this.outbox.put({ ...change, wasSent: true });
  }

  /** There is a verdict; or what came in between makes no difference, and it is sent for what is now. */
  #close(change: Change, verdict: Verdict): void {
    const again = verdict.result === 'conflict' && verdict.snapshot && stillMeant(change, verdict.snapshot);
    if (again) {
      this.outbox.put({ ...again, wasSent: true });
      return;
    }
    this.outbox.close(change, verdict.result === 'applied' ? verdict.snapshot?.version : undefined);
    callListener(() => this.callbacks.onVerdict(change, verdict));
  }

  #isWellSent(isComplete: boolean, isUnreached: boolean): boolean {
    if (isUnreached) callListener(() => this.callbacks.onUnreached());
    if (!isComplete) this.#tryLater();
    return isComplete;
  }
}

/**
 * What nothing of the same order has to go before: moves that no call precedes, and the calls that come
 * first.
 */
function foremost(changes: readonly Change[]): {
  readonly moves: readonly Move[];
  readonly calls: readonly Call[];
} {
  const [moves, calls, blocked]: [Move[], Call[], Set<string>] = [[], [], new Set()];
  for (const change of changes) {
    if (blocked.has(change.order_id)) continue;
    if (change.kind === 'move') moves.push(change);
    else calls.push(change);
    if (change.kind !== 'move') blocked.add(change.order_id);
  }
  return { moves, calls };
}

/** The moves whose fate is known; all others are sent again. */
function judge(moves: readonly Move[], answer: Answer<BatchResult>): ReadonlyMap<Move, Verdict> {
  if (answer.ok) return new Map(moves.flatMap((move, index) => known(move, answer.body.results[index])));
  const { problem } = answer;
  if (problem === null || isOpenStill(problem)) return new Map();
  return new Map(
    moves.filter((_, index) => isMeant(index, problem)).map((move) => [move, { result: 'refused', problem }]),
  );
}

/** Null while nothing is known. */
function judgeCall(answer: Answer<CallAnswer>): Verdict | null {
  if (answer.ok) return { result: answer.body.result ?? 'applied', snapshot: answer.body };
  const { problem } = answer;
  if (problem === null || isOpenStill(problem) || problem.code === 'request_in_progress') return null;
  if (problem.code === 'version_mismatch' && problem.snapshot)
    return { result: 'conflict', snapshot: problem.snapshot, problem };
  return { result: 'refused', problem };
}

/** Not now; or it waits until its owner has logged in anew, or has a password of their own. */
const isOpenStill = (problem: Problem): boolean =>
  isPassing(problem) || problem.status === 401 || problem.code === 'password_change_required';

const known = (move: Move, verdict: Verdict | undefined): [Move, Verdict][] =>
  verdict === undefined || verdict.problem?.code === 'request_in_progress' ? [] : [[move, verdict]];

/** A refusal of the whole names the items that are to blame, or is meant for all of them. */
function isMeant(index: number, { errors = [] }: Problem): boolean {
  const blamed = errors.filter(({ path }) => path.startsWith('updates.'));
  return blamed.length === 0 || blamed.some(({ path }) => path.startsWith(`updates.${index}.`));
}
