import type { EntryType, Reason } from '#libs/contracts';
import type { Role, Status } from '#libs/status-machine';
import type { ReadyWindow } from './estimate.ts';

/** Who made a change, as the history keeps it. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** What is to be written about an order: the next entry of its history, before it has a version. Times in ms. */
export interface OrderChange {
  readonly type: EntryType;
  readonly fromStatus: Status | null;
  readonly status: Status;
  readonly corrects?: number | undefined;
  readonly minutes?: number | undefined;
  readonly reason?: Reason | undefined;
  readonly actor: Actor;
  readonly occurredAt: number;
  readonly window: ReadyWindow | null;
  readonly workMinutes: number;
  readonly notes?: string | undefined;
  readonly internalNotes?: string | undefined;
}
