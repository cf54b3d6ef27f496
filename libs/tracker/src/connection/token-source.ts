/**
 * Where the bearer token comes from: a text, or a function that is asked before each attempt, with `true` after its last token was
 * refused as invalid. A text that is refused stays refused.
 */
export type TokenSource = string | ((refused: boolean) => string | Promise<string>);

/** Hands out the current token and learns of refusals. */
export class Token {
  #refused = false;

  constructor(readonly source: TokenSource) {}

  async current(): Promise<string> {
    return typeof this.source === 'string' ? this.source : this.source(this.#refused);
  }

  /** @returns whether another attempt may bring a token that is accepted */
  refused(): boolean {
    const another = typeof this.source === 'function' && !this.#refused;
    this.#refused = true;
    return another;
  }

  accepted(): void {
    this.#refused = false;
  }
}
