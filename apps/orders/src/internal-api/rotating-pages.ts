/** Before all ids. */
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Reads a list that may be long a page at a time, each time the next page, and begins anew at its end: what
 * stays on it for ever, since it can never be done, holds up none of the others.
 */
export class RotatingPages<Row extends { readonly id: string }> {
  #after = first;

  /** @param most how many rows a page has */
  constructor(readonly most: number) {}

  /** @param read at most so many whose id is above the one that it gets, in the order of their ids */
  async next(read: (after: string) => Promise<Row[]>): Promise<Row[]> {
    const following = await read(this.#after);
    const rows = following.length === 0 && this.#after !== first ? await read(first) : following;
    this.#after = rows.length < this.most ? first : (rows.at(-1)?.id ?? first);
    return rows;
  }
}
