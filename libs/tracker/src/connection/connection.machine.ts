import { assign, fromCallback, setup, type SnapshotFrom } from 'xstate';
import { backOff } from './back-off.ts';

/** How long an attempt may take before it counts as failed. */
export const OPEN_TIMEOUT_MS = 5_000;
/** Only a connection that has held this long ends the growing of the waits: a server that drops whoever it lets in is not hammered. */
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
  | { readonly type: 'stop' };

/** `now` in ms; `random` from 0 up to 1. */
export type ConnectionInput = { readonly now: () => number; readonly random: () => number };

type Context = ConnectionInput & { readonly attempts: number; readonly retryAt: number; readonly polls: 'unknown' | 'answered' | 'failed' };

/**
 * The life of a connection. While it is down, and only then, `polling` runs beside the attempts to come back; a server that drains is
 * left when it said so, whether it is still there or not; what is refused for good stays refused until told to stop.
 */
export const connectionMachine = setup({
  types: { context: {} as Context, input: {} as ConnectionInput, events: {} as ConnectionEvent },
  actors: { polling: fromCallback<ConnectionEvent>(() => undefined) },
  actions: {
    open: () => undefined,
    close: () => undefined,
    countFailure: assign(({ context }) => ({
      attempts: context.attempts + 1,
      retryAt: context.now() + backOff(context.attempts, context.random()),
    })),
    forgetFailures: assign({ attempts: 0 }),
    retryWhenDrained: assign(({ context, event }) => ({
      retryAt: context.now() + (event.type === 'draining' ? Math.min(event.reconnectInMs, LONGEST_DRAIN_MS) : 0),
    })),
    rememberPoll: assign(({ event }) => ({ polls: event.type === 'polled' && event.ok ? ('answered' as const) : ('failed' as const) })),
    forgetPolls: assign({ polls: 'unknown' }),
  },
  delays: {
    openTimeout: OPEN_TIMEOUT_MS,
    settled: SETTLED_MS,
    untilRetry: ({ context }) => Math.max(0, context.retryAt - context.now()),
  },
}).createMachine({
  id: 'connection',
  context: ({ input }) => ({ ...input, attempts: 0, retryAt: 0, polls: 'unknown' }),
  initial: 'opening',
  on: { stop: '.stopped', refused: '.refused' },
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
    refused: { entry: 'close' },
    stopped: { entry: 'close', type: 'final' },
  },
});

export type ConnectionStatus = 'connected' | 'polling' | 'disconnected' | 'error';

/** What a screen says about its connection. */
export function connectionStatusOf(state: SnapshotFrom<typeof connectionMachine>): ConnectionStatus {
  if (state.matches('live')) return 'connected';
  if (state.matches('refused')) return 'error';
  return state.matches('down') && state.context.polls === 'answered' ? 'polling' : 'disconnected';
}
