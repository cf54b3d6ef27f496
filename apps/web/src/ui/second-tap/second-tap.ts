/** A second tap at the same place, this soon, was meant for what stood there before; in ms. */
export const SECOND_TAP_MS = 600;

/** Knows the second of two taps, where what the first one did has put something else under the finger. */
export class SecondTap {
  #place = '';
  #at = -Infinity;

  /** @param now in ms */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Someone taps. @returns whether it is the second tap there */
  isAt(place: string): boolean {
    const isSecond = this.#place === place && this.now() - this.#at < SECOND_TAP_MS;
    if (!isSecond) [this.#place, this.#at] = [place, this.now()];
    return isSecond;
  }
}
