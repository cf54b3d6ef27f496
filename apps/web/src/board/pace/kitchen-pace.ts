import type { Pace, SetPace } from '#libs/contracts';
import { isPassing } from '#libs/tracker';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { Answer } from '../../account/session/answer.ts';
import { UntilRead } from '../board-orders/until-read.ts';

const PATH = '/restaurant/pace';
const NO_ANSWER = 'There was no answer, so it may not be set. Look again in a moment.';

/** How many orders the kitchen takes now, as it was set last, at this board or another. */
export class KitchenPace {
  /** Why it was not set; null once it was. */
  refusal: string | null = null;
  isAsking = false;
  #pace: Pace | null = null;
  /** What was tapped while another tap was on its way: of several the last one counts. */
  #wish: SetPace | null = null;
  /** How many questions were asked, and how often the server told of a change by itself. */
  #asked = 0;
  #told = 0;
  readonly #reading: UntilRead;

  constructor(
    private readonly session: Pick<BoardSession, 'ask'>,
    private readonly onChange: () => void,
    isLive: () => boolean,
  ) {
    this.#reading = new UntilRead(() => this.#read(), isLive);
  }

  /** What holds now; null while it is not known. @param now by the server's clock, in ms */
  at(now: number): Pace | null {
    const until = this.#pace?.until;
    return until && Date.parse(until) <= now ? { mode: 'open' } : this.#pace;
  }

  /** The server tells of a change. */
  heard(pace: Pace): void {
    this.#told += 1;
    this.refusal = null;
    this.#take(pace);
  }

  async read(): Promise<void> {
    await this.#reading.now();
  }

  stop(): void {
    this.#reading.stop();
  }

  async set(wish: SetPace): Promise<void> {
    this.#wish = wish;
    if (this.isAsking) return;
    this.isAsking = true;
    for (let next = this.#nextWish(); next !== null; next = this.#nextWish()) await this.#send(next);
    this.isAsking = false;
    this.onChange();
  }

  #nextWish(): SetPace | null {
    const next = this.#wish;
    this.#wish = null;
    return next;
  }

  async #send(wish: SetPace): Promise<void> {
    this.refusal = null;
    this.onChange();
    const answer = await this.#ask('PUT', wish);
    if (answer.ok) return;
    this.refusal = answer.problem?.errors?.[0]?.message ?? answer.problem?.detail ?? NO_ANSWER;
    this.onChange();
    // It may be set all the same, and may have crossed with a question whose answer did not count.
    void this.#reading.now();
  }

  async #read(): Promise<boolean> {
    return isJudged(await this.#ask('GET'));
  }

  /**
   * An answer counts while it is the newest news there is. Of one that crossed with what the server told, or
   * with another question, nobody knows whether it is: then it is asked once more.
   */
  async #ask(method: 'GET' | 'PUT', wish?: SetPace): Promise<Answer<Pace>> {
    const [asked, told] = [(this.#asked += 1), this.#told];
    const answer = await this.session.ask<Pace>(method, PATH, wish);
    if (!answer.ok || asked !== this.#asked) return answer;
    if (told === this.#told) this.#take(answer.body);
    else if (!isSame(answer.body, this.#pace)) void this.#reading.now();
    return answer;
  }

  #take(pace: Pace): void {
    this.#pace = pace;
    this.onChange();
  }
}

/** Whether asking again would be answered the same. */
const isJudged = (answer: Answer<unknown>): boolean =>
  answer.ok || (answer.problem !== null && !isPassing(answer.problem));

const isSame = (one: Pace, other: Pace | null): boolean =>
  one.mode === other?.mode &&
  one.extra_minutes === other.extra_minutes &&
  (one.until ?? null) === (other.until ?? null) &&
  one.reason === other.reason;
