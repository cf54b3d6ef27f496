import { backOff } from './back-off.ts';
import type { Machine } from './machine-runner.ts';

/** How long an attempt may take before it counts as failed. */
export const OPEN_TIMEOUT_MS = 5_000;
/**
 * Only a connection that has held this long ends the growing of the waits: a server that drops whoever it
 * lets in is not hammered.
 */
export const SETTLED_MS = 5_000;
/** A server that is about to stop cannot keep its clients away for longer than this. */
const LONGEST_DRAIN_MS = 60_000;

export type ConnectionEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'closed' }
  /** Refused for good: trying again with the same credentials is pointless. */
  | { readonly type: 'refused' }
  | { readonly type: 'draining'; readonly reconnectInMs: number }
  | { readonly type: 'polled'; readonly ok: boolean }
  /** Something says that an attempt may work now: the network is back, or the page came to the front. */
  | { readonly type: 'nudged' }
  /** Nobody looks: let go of the server until `nudged`. */
  | { readonly type: 'rested' }
  | { readonly type: 'stop' };

/** `now` in ms; `random` from 0 up to 1. */
export type ConnectionInput = { readonly now: () => number; readonly random: () => number };

export type ConnectionContext = ConnectionInput & {
  readonly attempts: number;
  readonly retryAt: number;
  readonly pollFailed: boolean;
};

type Facts = { readonly context: ConnectionContext; readonly event: ConnectionEvent };

export const connectionContext = (input: ConnectionInput): ConnectionContext => ({
  ...input,
  attempts: 0,
  retryAt: 0,
  pollFailed: false,
});

/** What the life remembers of what happened. */
export const connectionMemory = {
  countFailure: ({ context }: Facts) => ({
    attempts: context.attempts + 1,
    retryAt: context.now() + backOff(context.attempts, context.random()),
  }),
  forgetFailures: () => ({ attempts: 0 }),
  retryWhenDrained: ({ context, event }: Facts) => ({
    retryAt:
      context.now() + (event.type === 'draining' ? Math.min(event.reconnectInMs, LONGEST_DRAIN_MS) : 0),
  }),
  rememberPoll: ({ event }: Facts) => ({ pollFailed: !(event.type === 'polled' && event.ok) }),
  forgetPolls: () => ({ pollFailed: false }),
};

export const connectionDelays = {
  openTimeout: OPEN_TIMEOUT_MS,
  settled: SETTLED_MS,
  untilRetry: ({ context }: { readonly context: ConnectionContext }) =>
    Math.max(0, context.retryAt - context.now()),
};

/**
 * The life of a connection, as an XState machine. While it is down, and only then, `polling` runs beside the
 * attempts to come back; a server that drains is left when it said so, whether it is still there or not; what
 * is refused for good stays refused.
 *
 * It is plain data in XState's form and uses nothing but what MachineRunner knows, which is a twentieth of
 * XState's size; the spec walks it with both.
 */
export const connectionMachine = {
  id: 'connection',
  initial: 'opening',
  on: { stop: '.stopped', refused: '.refused', rested: '.resting' },
  states: {
    opening: {
      entry: 'open',
      on: { opened: 'live', closed: 'down' },
      after: { openTimeout: 'down' },
    },
    live: {
      initial: 'steady',
      on: { closed: 'down' },
      states: {
        steady: {
          on: { draining: { target: 'leaving', actions: 'retryWhenDrained' } },
          after: { settled: { actions: 'forgetFailures' } },
        },
        leaving: {
          on: { closed: '#connection.down.drained' },
          after: { untilRetry: '#connection.down.retrying' },
        },
      },
    },
    down: {
      entry: 'forgetPolls',
      invoke: { src: 'polling' },
      on: { opened: 'live', polled: { actions: 'rememberPoll' } },
      initial: 'waiting',
      states: {
        waiting: { entry: 'countFailure', after: { untilRetry: 'retrying' }, on: { nudged: 'retrying' } },
        drained: { after: { untilRetry: 'retrying' } },
        retrying: { entry: 'open', on: { closed: 'waiting' }, after: { openTimeout: 'waiting' } },
      },
    },
    resting: { entry: 'close', on: { nudged: 'opening' } },
    refused: { entry: 'close', type: 'final' },
    stopped: { entry: 'close', type: 'final' },
  },
} as const satisfies Machine;

/** What a screen says of its connection: `polling` until a poll fails, `error` once refused for good. */
export type ConnectionStatus = 'connected' | 'polling' | 'disconnected' | 'error';

/** @param state where the life stands, such as `down.waiting` */
export function connectionStatusOf(
  state: string,
  { pollFailed }: Pick<ConnectionContext, 'pollFailed'>,
): ConnectionStatus {
  if (state.startsWith('live')) return 'connected';
  if (state === 'refused') return 'error';
  return state.startsWith('down') && !pollFailed ? 'polling' : 'disconnected';
}
