import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, createActor, fromCallback, SimulatedClock } from 'xstate';
import { backOff } from './back-off.ts';
import { connectionMachine, connectionStatusOf, OPEN_TIMEOUT_MS, SETTLED_MS } from './connection.machine.ts';

describe('the life of a connection', () => {
  let clock: SimulatedClock;
  let connection: Actor<typeof connectionMachine>;
  let attempts: number;
  let polling: boolean;

  beforeEach(() => {
    clock = new SimulatedClock();
    attempts = 0;
    polling = false;
    const machine = connectionMachine.provide({
      actions: { open: () => { attempts += 1; } },
      actors: { polling: fromCallback(() => { polling = true; return () => { polling = false; }; }) },
    });
    connection = createActor(machine, { clock, input: { now: () => clock.now(), random: () => 1 } }).start();
  });

  const status = () => connectionStatusOf(connection.getSnapshot());

  it('is connected once the first attempt works, and does not poll', () => {
    connection.send({ type: 'opened' });
    expect([status(), polling, attempts]).toEqual(['connected', false, 1]);
  });

  it('polls while it is down, and stops as soon as it is back', () => {
    connection.send({ type: 'opened' });
    connection.send({ type: 'closed' });
    expect(polling).toBe(true);
    connection.send({ type: 'polled', ok: true });
    expect(status()).toBe('polling');
    clock.increment(backOff(0, 1));
    connection.send({ type: 'opened' });
    expect([status(), polling]).toEqual(['connected', false]);
  });

  it('says that it is not connected when the polls fail too', () => {
    connection.send({ type: 'closed' });
    connection.send({ type: 'polled', ok: true });
    connection.send({ type: 'polled', ok: false });
    expect(status()).toBe('disconnected');
  });

  it('waits longer after each failed attempt, but tries again at once when the network is back', () => {
    connection.send({ type: 'closed' });
    clock.increment(backOff(0, 1));
    connection.send({ type: 'closed' });
    clock.increment(backOff(0, 1));
    expect(attempts).toBe(2);
    clock.increment(backOff(1, 1) - backOff(0, 1));
    expect(attempts).toBe(3);
    connection.send({ type: 'closed' });
    connection.send({ type: 'nudged' });
    expect(attempts).toBe(4);
  });

  it('gives up an attempt that never answers, and makes another', () => {
    clock.increment(OPEN_TIMEOUT_MS);
    expect(polling).toBe(true);
    clock.increment(backOff(0, 1));
    expect(attempts).toBe(2);
  });

  it('goes on waiting longer when a server drops whoever it lets in, until a connection has held', () => {
    connection.send({ type: 'closed' });
    clock.increment(backOff(0, 1));
    connection.send({ type: 'opened' });
    connection.send({ type: 'closed' });
    clock.increment(backOff(0, 1));
    expect(attempts).toBe(2);
    clock.increment(backOff(1, 1) - backOff(0, 1));
    connection.send({ type: 'opened' });
    clock.increment(SETTLED_MS);
    connection.send({ type: 'closed' });
    clock.increment(backOff(0, 1));
    expect(attempts).toBe(4);
  });

  it('leaves a draining server when it was told to, while it is still connected', () => {
    connection.send({ type: 'opened' });
    connection.send({ type: 'draining', reconnectInMs: 3_000 });
    clock.increment(2_999);
    expect([status(), attempts]).toEqual(['connected', 1]);
    clock.increment(1);
    expect(attempts).toBe(2);
  });

  it('does not come back to a drained server before the time it was told', () => {
    connection.send({ type: 'opened' });
    connection.send({ type: 'draining', reconnectInMs: 3_000 });
    clock.increment(1_000);
    connection.send({ type: 'closed' });
    expect(polling).toBe(true);
    clock.increment(1_999);
    expect(attempts).toBe(1);
    clock.increment(1);
    expect(attempts).toBe(2);
  });

  it('makes no further attempt once it was refused for good', () => {
    connection.send({ type: 'refused' });
    connection.send({ type: 'nudged' });
    clock.increment(600_000);
    expect([status(), attempts]).toEqual(['error', 1]);
  });

  it('makes no further attempt once it was stopped', () => {
    connection.send({ type: 'closed' });
    connection.send({ type: 'stop' });
    clock.increment(600_000);
    expect([polling, attempts]).toEqual([false, 1]);
  });
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
