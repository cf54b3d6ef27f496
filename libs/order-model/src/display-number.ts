/** What people call out: the order number without its prefix and leading zeros, `ONLINE-000042` as `42`. */
export const shortNumber = (orderNumber: string): string =>
  /^.*?-?0*(\d+)$/u.exec(orderNumber)?.[1] ?? orderNumber;

interface Numbers {
  readonly order_number: string;
  /** A server of the release before does not tell it. */
  readonly display_number?: string | undefined;
}

/**
 * What people call out beside the number that the order is kept under; null where the one stands in the
 * other, as `42` in `ONLINE-000042`.
 */
export function ownNumber({ order_number: number, display_number: called = '' }: Numbers): string | null {
  return called === '' || called === number || called === shortNumber(number) ? null : called;
}
