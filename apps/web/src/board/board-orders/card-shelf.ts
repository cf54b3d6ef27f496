import type { Cards } from './cards.ts';

/** Where the board's cards are, as now known. */
export class CardShelf {
  #cards: Cards = new Map();

  constructor(private readonly onChange: () => void) {}

  get cards(): Cards {
    return this.#cards;
  }

  put(cards: Cards): void {
    if (cards === this.#cards) return;
    this.#cards = cards;
    this.onChange();
  }
}
