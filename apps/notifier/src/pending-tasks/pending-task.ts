/** Something that `orders` waits for: what becomes of it is no other task's matter. */
export interface PendingTask {
  readonly kind: 'account email' | 'erasure' | 'export';
  /** By which it is known again when it is named once more. */
  readonly id: string;
  /** Of the request that asked for it. */
  readonly traceId: string | undefined;
  /** Does it, and says so to `orders`; twice is as good as once. */
  readonly handle: () => Promise<void>;
}
