import { describe, expect, it } from '@jest/globals';
import type { Fulfilment, Status } from '#libs/status-machine';
import { happyPath } from './happy-path.ts';
import { recorded } from './recorded-order.builder.ts';
import { statusInfo } from './status-info.ts';
import { stepsAlong } from './steps.ts';

const shown = (fulfilment: Fulfilment, status: Status, reached: readonly Status[]): string => {
  const path = happyPath(fulfilment).map((step) => statusInfo(step, fulfilment));
  const { status_history: history } = recorded(fulfilment, ...reached);
  return stepsAlong(Object.freeze({ path, current: statusInfo(status, fulfilment), history }))
    .map((step) => `${step.status}:${step.state}`)
    .join(' ');
};

describe('a step', () => {
  it('is current where the order is, done behind it and upcoming ahead of it', () => {
    expect(shown('pickup', 'preparing', ['pending', 'confirmed', 'preparing'])).toBe(
      'pending:done confirmed:done preparing:current cooking:upcoming ready:upcoming completed:upcoming',
    );
  });

  it('is current at the very start', () => {
    expect(shown('dine_in', 'pending', ['pending'])).toBe(
      'pending:current confirmed:upcoming preparing:upcoming cooking:upcoming ready:upcoming served:upcoming completed:upcoming',
    );
  });

  it('that the kitchen did not use is skipped', () => {
    expect(shown('pickup', 'ready', ['pending', 'cooking', 'ready'])).toBe(
      'pending:done confirmed:skipped preparing:skipped cooking:done ready:current completed:upcoming',
    );
  });

  it('is upcoming again once it was recalled', () => {
    expect(shown('pickup', 'confirmed', ['pending', 'confirmed'])).toBe(
      'pending:done confirmed:current preparing:upcoming cooking:upcoming ready:upcoming completed:upcoming',
    );
  });

  it('of a completed order is done, the last one too, and never current', () => {
    expect(shown('dine_in', 'completed', ['pending', 'confirmed', 'ready', 'served', 'completed'])).toBe(
      'pending:done confirmed:done preparing:skipped cooking:skipped ready:done served:done completed:done',
    );
  });

  it('after a cancellation is skipped', () => {
    expect(shown('delivery', 'cancelled', ['pending', 'preparing', 'cancelled'])).toBe(
      'pending:done confirmed:skipped preparing:done cancelled:current cooking:skipped ready:skipped out_for_delivery:skipped ' +
        'delivered:skipped completed:skipped',
    );
  });

  it('after a rejection is skipped', () => {
    expect(shown('pickup', 'rejected', ['pending', 'rejected'])).toBe(
      'pending:done rejected:current confirmed:skipped preparing:skipped cooking:skipped ready:skipped completed:skipped',
    );
  });

  it('after a failed delivery may still come', () => {
    expect(
      shown('delivery', 'delivery_failed', [
        'pending',
        'confirmed',
        'ready',
        'out_for_delivery',
        'delivery_failed',
      ]),
    ).toBe(
      'pending:done confirmed:done preparing:skipped cooking:skipped ready:done out_for_delivery:done delivery_failed:current ' +
        'delivered:upcoming completed:upcoming',
    );
  });

  it('of a second try at the door is current, and the failed one is no step of the way', () => {
    expect(
      shown('delivery', 'out_for_delivery', ['pending', 'ready', 'out_for_delivery', 'delivery_failed']),
    ).toBe(
      'pending:done confirmed:skipped preparing:skipped cooking:skipped ready:done out_for_delivery:current delivered:upcoming ' +
        'completed:upcoming',
    );
  });
});
