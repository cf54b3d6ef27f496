import type { Acknowledged } from './evidence.ts';

export interface LedgerLine extends Acknowledged {
  readonly orderId: string;
  /** When it was first asked for and when it was answered, in milliseconds of `performance.now()`. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** What all tills together were told. */
export class Ledger {
  readonly acknowledged: LedgerLine[] = [];
  /** Answers that were the last word and should not have been. */
  readonly refused: string[] = [];
  /** Tries that were never answered. */
  unanswered = 0;
  /** Answers that said they repeat an earlier one. */
  replayed = 0;
  /** Orders that were read. */
  looks = 0;
}
