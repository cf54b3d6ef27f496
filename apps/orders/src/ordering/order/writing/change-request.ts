import type { Account } from '#libs/contracts';
import type { RequestKey } from '../../../platform/index.ts';
import type { StoredOrder } from '../model/stored-order.ts';

/** Who wants a change, on which version, under which key. */
export interface ChangeHeaders {
  readonly caller: Account;
  readonly expectedVersion?: number | undefined;
  readonly key?: RequestKey | undefined;
  readonly traceparent: string;
}

/** A request to change one order. `body` is what a repeat with the same key must bring again. */
export interface ChangeRequest<Body = unknown> extends ChangeHeaders {
  readonly orderId: string;
  readonly body: Body;
}

export interface ChangeOutcome {
  /** The order as of the version that the request made, or found. */
  readonly order: StoredOrder;
  readonly result: 'applied' | 'already_applied';
  /** True where this answers a repeat. */
  readonly replayed: boolean;
}
