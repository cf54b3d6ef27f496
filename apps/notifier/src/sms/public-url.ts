import { type OrdersClient, OrdersUnavailableError, ProblemError } from '#libs/service-kit';

/** How long the base is taken as it was told, in milliseconds. */
const freshFor = 60_000;

/** The base of the URLs that the provider calls, which `orders` hands over: with every text, or when asked. */
export class PublicUrl {
  #known: string | undefined;
  #toldAt = -Infinity;

  constructor(private readonly orders: Pick<OrdersClient, 'publicUrl'>) {}

  /** Remembers it. @returns the base without a slash at its end */
  told(url: string): string {
    this.#known = url.replace(/\/+$/, '');
    this.#toldAt = performance.now();
    return this.#known;
  }

  /** What was told last will do where `orders` is away. @throws ProblemError `unavailable` where it was never told */
  async read(): Promise<string> {
    if (this.#known !== undefined && performance.now() - this.#toldAt < freshFor) return this.#known;
    try {
      return this.told(await this.orders.publicUrl());
    } catch (error) {
      if (!(error instanceof OrdersUnavailableError)) throw error;
      if (this.#known === undefined)
        throw new ProblemError(
          'unavailable',
          'orders cannot be asked for the address that texts come to; try again.',
          {},
          1,
        );
      return this.#known;
    }
  }
}
