import type { Move } from '../outbox/change.ts';

export const UNDO_MS = 10_000;
/** More would not fit where the thumb is; the older ones are in their orders' menus. */
const SHOWN = 3;

/** What one tap did, while one more takes it back. */
export interface UndoOffer {
  readonly moves: readonly Move[];
  /** In ms, by this machine's clock. */
  readonly until: number;
}

/** The latest taps, each for ten seconds. */
export class UndoOffers {
  #offers: readonly UndoOffer[] = [];

  constructor(private readonly onChange: () => void) {}

  /** The newest last. */
  get all(): readonly UndoOffer[] {
    return this.#offers;
  }

  get latest(): UndoOffer | undefined {
    return this.#offers.at(-1);
  }

  make(moves: readonly Move[]): void {
    const offer = { moves, until: Date.now() + UNDO_MS };
    this.#offers = [...this.#offers, offer].slice(-SHOWN);
    setTimeout(() => this.take(offer), UNDO_MS);
    this.onChange();
  }

  take(offer: UndoOffer): void {
    this.#offers = this.#offers.filter((other) => other !== offer);
    this.onChange();
  }

  /** A step that came to nothing has nothing to undo. */
  withdraw(key: string): void {
    const offer = this.#offers.find(({ moves }) => moves.every((move) => move.key === key));
    if (offer) this.take(offer);
  }
}
