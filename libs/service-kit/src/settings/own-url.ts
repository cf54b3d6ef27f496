/** The URL that a service answers on, known once it listens. */
export class OwnUrl {
  #url: string | undefined;

  constructor(configured?: string) {
    this.#url = configured;
  }

  /** Takes the listening address, unless an address was configured. */
  listening(url: string): void {
    this.#url ??= url;
  }

  /** Without a slash at its end. @throws Error before the service listens */
  get value(): string {
    if (this.#url === undefined) throw new Error('the own URL is known only once the service listens');
    return this.#url;
  }
}
