import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { assign, createActor, fromCallback, setup } from 'xstate';
import { backOff } from './back-off.ts';
import {
  type ConnectionContext,
  connectionContext,
  connectionDelays,
  type ConnectionEvent,
  connectionMachine,
  connectionMemory,
  connectionStatusOf,
  OPEN_TIMEOUT_MS,
  SETTLED_MS,
} from './connection.machine.ts';
import { MachineRunner } from './machine-runner.ts';

/** What a life does to the world, in order. */
interface Life {
  readonly deeds: readonly ('open' | 'close')[];
  readonly polls: readonly boolean[];
  readonly status: string;
  send(event: ConnectionEvent): void;
}

const input = { now: () => Date.now(), random: () => 1 };
const wait = (ms: number): void => {
  jest.advanceTimersByTime(ms);
};

/** The machine as XState itself understands it. */
function byXState(): Life {
  const deeds: Life['deeds'][number][] = [];
  const polls: boolean[] = [];
  const { countFailure, forgetFailures, retryWhenDrained, rememberPoll, forgetPolls } = connectionMemory;
  const machine = setup({
    types: { context: {} as ConnectionContext, events: {} as ConnectionEvent },
    actors: {
      polling: fromCallback(() => {
        polls.push(true);
        return () => void polls.push(false);
      }),
    },
    actions: {
      open: () => void deeds.push('open'),
      close: () => void deeds.push('close'),
      countFailure: assign(countFailure),
      forgetFailures: assign(forgetFailures),
      retryWhenDrained: assign(retryWhenDrained),
      rememberPoll: assign(rememberPoll),
      forgetPolls: assign(forgetPolls),
    },
    delays: connectionDelays,
  }).createMachine({ ...connectionMachine, context: connectionContext(input) });
  const actor = createActor(machine).start();
  return {
    deeds,
    polls,
    get status() {
      const { value, context } = actor.getSnapshot();
      return connectionStatusOf(pathOf(value), context);
    },
    send: (event) => {
      if (actor.getSnapshot().status === 'active') actor.send(event);
    },
  };
}

const pathOf = (value: string | object): string =>
  typeof value === 'string' ? value : Object.entries(value).flat().join('.');

/** The machine as browsers run it. */
function byRunner(): Life {
  const deeds: Life['deeds'][number][] = [];
  const polls: boolean[] = [];
  let status = '';
  const runner = new MachineRunner<ConnectionContext, ConnectionEvent>(connectionMachine, {
    context: connectionContext(input),
    actions: {
      ...connectionMemory,
      open: () => void deeds.push('open'),
      close: () => void deeds.push('close'),
    },
    delays: connectionDelays,
    actors: {
      polling: () => {
        polls.push(true);
        return () => void polls.push(false);
      },
    },
    onStep: (state, context) => {
      status = connectionStatusOf(state, context);
    },
  });
  runner.start();
  return {
    deeds,
    polls,
    get status() {
      return status;
    },
    send: (event) => runner.send(event),
  };
}

const lives = [
  ['XState', byXState],
  ['the browser’s runner', byRunner],
] as const;

beforeEach(() => {
  jest.useFakeTimers();
});

describe.each(lives)('the life of a connection, led by %s,', (_name, begin) => {
  let connection: Life;
  const attempts = (): number => connection.deeds.filter((deed) => deed === 'open').length;
  const polls = (): boolean => connection.polls.at(-1) ?? false;

  beforeEach(() => {
    connection = begin();
  });

  it('is connected once the first attempt works, and does not poll', () => {
    connection.send({ type: 'opened' });
    expect([connection.status, polls(), attempts()]).toEqual(['connected', false, 1]);
  });

  it('polls while it is down, and stops as soon as it is back', () => {
    connection.send({ type: 'opened' });
    connection.send({ type: 'closed' });
    expect([connection.status, polls()]).toEqual(['polling', true]);
    wait(backOff(0, 1));
    connection.send({ type: 'opened' });
    expect([connection.status, polls()]).toEqual(['connected', false]);
  });

  it('says that it is not connected when the polls fail too, and polling again when one is answered', () => {
    connection.send({ type: 'closed' });
    connection.send({ type: 'polled', ok: false });
    expect(connection.status).toBe('disconnected');
    connection.send({ type: 'polled', ok: true });
    expect(connection.status).toBe('polling');
  });

  it('waits longer after each failed attempt, but tries again at once when the network is back', () => {
    connection.send({ type: 'closed' });
    wait(backOff(0, 1));
    connection.send({ type: 'closed' });
    wait(backOff(0, 1));
    expect(attempts()).toBe(2);
    wait(backOff(1, 1) - backOff(0, 1));
    expect(attempts()).toBe(3);
    connection.send({ type: 'closed' });
    connection.send({ type: 'nudged' });
    expect(attempts()).toBe(4);
  });

  it('gives up an attempt that never answers, and makes another', () => {
    wait(OPEN_TIMEOUT_MS);
    expect(polls()).toBe(true);
    wait(backOff(0, 1));
    expect(attempts()).toBe(2);
  });

  it('goes on waiting longer when a server drops whoever it lets in, until a connection has held', () => {
    connection.send({ type: 'closed' });
    wait(backOff(0, 1));
    connection.send({ type: 'opened' });
    connection.send({ type: 'closed' });
    wait(backOff(0, 1));
    expect(attempts()).toBe(2);
    wait(backOff(1, 1) - backOff(0, 1));
    connection.send({ type: 'opened' });
    wait(SETTLED_MS);
    connection.send({ type: 'closed' });
    wait(backOff(0, 1));
    expect(attempts()).toBe(4);
  });

  it('leaves a draining server when it was told to, while it is still connected', () => {
    connection.send({ type: 'opened' });
    connection.send({ type: 'draining', reconnectInMs: 3_000 });
    wait(2_999);
    expect([connection.status, attempts()]).toEqual(['connected', 1]);
    wait(1);
    expect(attempts()).toBe(2);
  });

  it('does not come back to a drained server before the time it was told', () => {
    connection.send({ type: 'opened' });
    connection.send({ type: 'draining', reconnectInMs: 3_000 });
    wait(1_000);
    connection.send({ type: 'closed' });
    expect(polls()).toBe(true);
    wait(1_999);
    expect(attempts()).toBe(1);
    wait(1);
    expect(attempts()).toBe(2);
  });

  it('rests without attempts and polls while nobody looks, and comes back as soon as someone does', () => {
    connection.send({ type: 'closed' });
    connection.send({ type: 'rested' });
    wait(600_000);
    expect([connection.status, polls(), attempts()]).toEqual(['disconnected', false, 1]);
    connection.send({ type: 'nudged' });
    expect(attempts()).toBe(2);
    connection.send({ type: 'opened' });
    expect(connection.status).toBe('connected');
  });

  it('makes no further attempt once it was refused for good', () => {
    connection.send({ type: 'refused' });
    connection.send({ type: 'rested' });
    connection.send({ type: 'nudged' });
    wait(600_000);
    expect([connection.status, attempts()]).toEqual(['error', 1]);
  });

  it('makes no further attempt once it was stopped', () => {
    connection.send({ type: 'closed' });
    connection.send({ type: 'stop' });
    wait(600_000);
    expect([polls(), attempts()]).toEqual([false, 1]);
  });
});

const anEvent: fc.Arbitrary<ConnectionEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<ConnectionEvent>({ type: 'opened' }, { type: 'closed' }, { type: 'nudged' }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<ConnectionEvent>(
      { type: 'rested' },
      { type: 'polled', ok: true },
      { type: 'polled', ok: false },
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 0, max: 70_000 })
      .map((reconnectInMs): ConnectionEvent => ({ type: 'draining', reconnectInMs })),
  },
  { weight: 1, arbitrary: fc.constantFrom<ConnectionEvent>({ type: 'refused' }, { type: 'stop' }) },
);
const aPause = fc.oneof(
  fc.constantFrom(0, 1, SETTLED_MS, OPEN_TIMEOUT_MS),
  fc.integer({ min: 0, max: 20_000 }),
);

it('is led by the browser’s runner exactly as by XState, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anEvent, aPause), { maxLength: 40 }), (happenings) => {
      jest.clearAllTimers();
      const led = lives.map(([, begin]) => begin());
      for (const happening of happenings) {
        if (typeof happening === 'number') wait(happening);
        else for (const life of led) life.send(happening);
        const [xstate, runner] = led.map(({ status, deeds, polls }) => ({ status, deeds, polls }));
        expect(runner).toEqual(xstate);
      }
    }),
    { numRuns: 300 },
  );
});

describe('the wait before the next attempt', () => {
  it('stays within 1.5 s for the first minute, so that screens are back within two seconds of a restart', () => {
    const waits = Array.from({ length: 50 }, (_, attempt) => backOff(attempt, 1));
    expect(Math.max(...waits)).toBe(1_500);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(60_000);
  });

  it('grows to ten seconds in a long outage', () => {
    expect(backOff(50, 1)).toBe(10_000);
  });

  it('spreads the clients over half of the window', () => {
    expect([backOff(3, 0), backOff(3, 1)]).toEqual([750, 1_500]);
  });
});
