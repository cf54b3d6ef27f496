import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fault, ReportedErrors, throwing } from '../listeners/reported-errors.contract.ts';
import { type Implementations, type Machine, MachineRunner } from './machine-runner.ts';

type Event = { readonly type: 'go' | 'back' };

const WAIT_MS = 1_000;
const machine: Machine = {
  initial: 'resting',
  states: {
    resting: { on: { go: { target: 'working', actions: 'leave' } } },
    working: { entry: 'enter', invoke: { src: 'work' }, on: { back: 'resting' }, after: { wait: 'late' } },
    late: { on: { back: 'resting' } },
  },
};
const errors = new ReportedErrors();
const { callback: fail } = throwing();

describe('a machine that is given something that throws', () => {
  let states: string[];

  const run = (broken: Partial<Implementations<object, Event>>): MachineRunner<object, Event> => {
    const runner: MachineRunner<object, Event> = new MachineRunner<object, Event>(machine, {
      context: {},
      actions: {},
      delays: { wait: WAIT_MS },
      actors: { work: () => () => undefined },
      onStep: (state) => states.push(state),
      ...broken,
    });
    runner.start();
    return runner;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    states = [];
    errors.watch();
  });
  afterEach(() => {
    jest.useRealTimers();
    errors.unwatch();
  });

  const broken: readonly (readonly [string, Partial<Implementations<object, Event>>])[] = [
    ['an action between two states', { actions: { leave: fail } }],
    ['an action on entering a state', { actions: { enter: fail } }],
    ['an actor that is to begin', { actors: { work: fail } }],
    ['an actor that is to end', { actors: { work: () => fail } }],
  ];

  it.each([...broken, ['a delay', { delays: { wait: fail } }] as const])(
    'goes on, and reports it once: %s',
    (_name, implementations) => {
      const runner = run(implementations);
      runner.send({ type: 'go' });
      runner.send({ type: 'back' });
      jest.advanceTimersByTime(WAIT_MS);
      expect([states, errors.all]).toEqual([['resting', 'working', 'resting'], [fault]]);
    },
  );

  it.each(broken)('still leaves a state when its time is over: %s', (_name, implementations) => {
    run(implementations).send({ type: 'go' });
    jest.advanceTimersByTime(WAIT_MS);
    expect(states.at(-1)).toBe('late');
  });

  it.each([
    ['an action', { actions: { enter: fail } }],
    ['an actor', { actors: { work: fail } }],
    ['a delay', { delays: { wait: fail } }],
    ['whoever is told of a step', {}],
  ])('takes the event that waited behind the step, and all later ones: %s', (_name, implementations) => {
    const runner = run({
      ...implementations,
      onStep: (state) => {
        states.push(state);
        if (state !== 'working') return;
        runner.send({ type: 'back' });
        fail();
      },
    });
    runner.send({ type: 'go' });
    expect(states).toEqual(['resting', 'working', 'resting']);
    runner.send({ type: 'go' });
    expect(states.at(-1)).toBe('resting');
    expect(states).toHaveLength(5);
    expect(new Set(errors.all)).toEqual(new Set([fault]));
  });
});
