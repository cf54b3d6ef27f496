/**
 * Where the bearer token comes from: a text, or a function that is asked before each attempt and a
 * minute before its token ends, with `true` where the one that it gave last was refused as invalid, or is
 * the one that ends. A text that is refused stays refused.
 */
export type TokenSource = string | ((refused: boolean) => string | Promise<string>);

/** Hands out the current token and learns of refusals. */
export class Token {
  #refused = false;
  #last = '';

  constructor(readonly source: TokenSource) {}

  async current(): Promise<string> {
    return (this.#last = typeof this.source === 'string' ? this.source : await this.source(this.#refused));
  }

  /** Another one than the one that is about to end; null where there is none. */
  async next(): Promise<string | null> {
    const [{ source }, last] = [this, this.#last];
    if (typeof source === 'string') return null;
    const token = await source(false);
    return (this.#last = token === last ? await source(true) : token);
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
