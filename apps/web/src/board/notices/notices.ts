/** Something that the people at the board have to know. `orderId` where it is about one order. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly orderId: string | null;
}

/** What was not done, and why; each stays until someone has taken note of it. */
export class Notices {
  #latest = 0;
  #notices: readonly Notice[] = [];

  constructor(private readonly onChange: () => void) {}

  /** The newest first. */
  get all(): readonly Notice[] {
    return this.#notices;
  }

  tell(text: string, orderId: string | null = null): void {
    this.#latest += 1;
    this.#set([{ id: this.#latest, text, orderId }, ...this.#notices]);
  }

  about(orderId: string): Notice | undefined {
    return this.#notices.find((notice) => notice.orderId === orderId);
  }

  dismiss(id: number): void {
    this.#set(this.#notices.filter((notice) => notice.id !== id));
  }

  /** Whoever touches the order again has seen it. */
  dismissAbout(orderId: string): void {
    if (this.about(orderId)) this.#set(this.#notices.filter((notice) => notice.orderId !== orderId));
  }

  dismissAll(): void {
    this.#set([]);
  }

  #set(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.onChange();
  }
}
