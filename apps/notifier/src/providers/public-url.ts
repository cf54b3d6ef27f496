import { Injectable } from '@nestjs/common';
import { OrdersClient, OrdersUnavailableError } from '#libs/orders-client';
import { ProblemError } from '#libs/service-kit';

/** How long the base is taken as it was, in milliseconds. */
const freshFor = 60_000;

/**
 * The base of the URLs that the provider calls, which `orders` hands over: with every text, or when asked.
 */
@Injectable()
export class PublicUrl {
  #known: string | undefined;
  #knownAt = -Infinity;

  constructor(private readonly orders: OrdersClient) {}

  /** @returns the base without a slash at its end */
  remember(url: string): string {
    this.#known = url.replace(/\/+$/, '');
    this.#knownAt = performance.now();
    return this.#known;
  }

  /**
   * What was known last will do where `orders` is away.
   * @throws ProblemError `unavailable` where it was never known
   */
  async read(): Promise<string> {
    if (this.#known !== undefined && performance.now() - this.#knownAt < freshFor) return this.#known;
    try {
      return this.remember(await this.orders.publicUrl());
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
