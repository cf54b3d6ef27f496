import { describe, expect, it } from '@jest/globals';
import { OrdersUnavailableError } from '#libs/orders-client';
import { ProblemError } from '#libs/service-kit';
import { askAgain } from './ask-again.ts';

const away = (): Promise<never> => Promise.reject(new OrdersUnavailableError('away'));

describe('What an event does not say', () => {
  it('is asked for until orders is back', async () => {
    let asked = 0;
    const answer = askAgain(
      () => ((asked += 1) < 3 ? away() : Promise.resolve('there')),
      AbortSignal.any([]),
    );
    expect([await answer, asked]).toEqual(['there', 3]);
  });

  it('is nothing where orders refuses', async () => {
    const refuse = () => Promise.reject(new ProblemError('order_not_found', 'No.'));
    expect(await askAgain(refuse, AbortSignal.any([]))).toBeNull();
  });

  it('is not waited for while the gateway stops', async () => {
    const stopped = new AbortController();
    const answer = askAgain(() => away().finally(() => stopped.abort()), stopped.signal);
    expect(await answer).toBeNull();
  });

  it('brings our own faults to light', async () => {
    const fault = () => Promise.reject(new RangeError('ours'));
    await expect(askAgain(fault, AbortSignal.any([]))).rejects.toThrow('ours');
  });
});
