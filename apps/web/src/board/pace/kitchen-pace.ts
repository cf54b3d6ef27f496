import type { Pace, SetPace } from '#libs/contracts';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { Answer } from '../../account/session/answer.ts';

const PATH = '/restaurant/pace';
const NO_ANSWER = 'There was no answer, so it may not be set. Look again in a moment.';

/** How many orders the kitchen takes now, as it was set last, at this board or another. */
export class KitchenPace {
  /** Why it was not set; null once it was. */
  refusal: string | null = null;
  isAsking = false;
  #pace: Pace | null = null;

  constructor(
    private readonly session: Pick<BoardSession, 'ask'>,
    private readonly onChange: () => void,
  ) {}

  /** What holds now; null while it is not known. @param now by the server's clock, in ms */
  at(now: number): Pace | null {
    const until = this.#pace?.until;
    return until && Date.parse(until) <= now ? { mode: 'open' } : this.#pace;
  }

  heard(pace: Pace): void {
    [this.#pace, this.refusal] = [pace, null];
    this.onChange();
  }

  async read(): Promise<void> {
    const answer = await this.session.ask<Pace>('GET', PATH);
    if (answer.ok) this.heard(answer.body);
  }

  async set(wish: SetPace): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    this.onChange();
    const answer = await this.session.ask<Pace>('PUT', PATH, wish);
    this.isAsking = false;
    this.#answered(answer);
  }

  #answered(answer: Answer<Pace>): void {
    if (answer.ok) this.heard(answer.body);
    else {
      this.refusal = answer.problem?.errors?.[0]?.message ?? answer.problem?.detail ?? NO_ANSWER;
      this.onChange();
    }
  }
}
