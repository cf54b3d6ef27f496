import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { callListener, notifyEach } from './call-listener.ts';
import { fault, ReportedErrors, throwing } from './reported-errors.contract.ts';

const errors = new ReportedErrors();
const { callback: fail } = throwing();

beforeEach(() => {
  errors.watch();
});
afterEach(() => {
  errors.unwatch();
  jest.useRealTimers();
});

describe('an error of a listener', () => {
  it('is reported as an uncaught one, and does not reach whoever calls', () => {
    expect([callListener<unknown>(fail), callListener(() => 1)]).toEqual([undefined, 1]);
    expect(errors.all).toEqual([fault]);
  });

  it('is thrown in a turn of its own where nothing reports errors, as in Node', () => {
    errors.unwatch();
    jest.useFakeTimers();
    expect(callListener<unknown>(fail)).toBeUndefined();
    expect(() => {
      jest.runAllTimers();
    }).toThrow(fault);
  });
});

describe('listeners that are called together', () => {
  let heard: string[];
  let listeners: Set<() => void>;
  const call = (): void => notifyEach(listeners, (listener) => listener());

  beforeEach(() => {
    heard = [];
  });

  it('are all called, though one of them throws', () => {
    listeners = new Set([() => heard.push('first'), fail, () => heard.push('last')]);
    call();
    expect([heard, errors.all]).toEqual([['first', 'last'], [fault]]);
  });

  it('do not hear any more once another has taken them away', () => {
    const last = (): void => void heard.push('last');
    listeners = new Set([() => void listeners.delete(last), last]);
    call();
    expect(heard).toEqual([]);
  });

  it('hear only of the next where they come while others are called, and once where they come back', () => {
    const late = (): void => void heard.push('late');
    const returning = (): void => {
      if (heard.push('returning') > 3) return;
      listeners.delete(returning);
      listeners.add(returning).add(late);
    };
    listeners = new Set([returning]);
    call();
    expect(heard).toEqual(['returning']);
    call();
    expect(heard).toEqual(['returning', 'returning', 'late']);
  });
});
