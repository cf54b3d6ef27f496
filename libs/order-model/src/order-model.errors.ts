/** Thrown when a frame is not the one that follows the snapshot's version. */
export class NotTheNextVersionError extends RangeError {
  override readonly name = 'NotTheNextVersionError';

  constructor(
    readonly known: number,
    readonly received: number,
  ) {
    super(`version ${received} does not follow ${known}`);
  }
}

/** Thrown when an order is to be shown of which not even the placing is known. */
export class NoHistoryError extends RangeError {
  override readonly name = 'NoHistoryError';

  constructor(readonly orderId: string) {
    super(`order ${orderId} has no history`);
  }
}
