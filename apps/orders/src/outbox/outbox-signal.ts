/** Says "something was committed" to the relay of this process and, where another process may hold the relay's place, to that one. */
export class OutboxSignal {
  #listener: () => void = () => undefined;

  committed(): void {
    this.#listener();
  }

  onCommitted(listener: () => void): void {
    this.#listener = listener;
  }
}
