import { describe, expect, it } from '@jest/globals';
import { forwardStep, otherSteps } from './steps.ts';

describe('the forward button', () => {
  it.each([
    ['delivery', 'ready', 'manager', 'out_for_delivery', 'Hand to driver'],
    ['delivery', 'ready', 'courier', 'out_for_delivery', 'Take it out'],
    ['delivery', 'delivery_failed', 'courier', 'out_for_delivery', 'Send out again'],
    ['pickup', 'ready', 'cashier', 'completed', 'Picked up'],
    ['dine_in', 'ready', 'cashier', 'served', 'Served'],
    ['dine_in', 'served', 'admin', 'completed', 'Close'],
    ['pickup', 'cooking', 'kitchen', 'ready', 'Mark ready'],
  ] as const)('takes a %s order that is %s, for a %s, to %s: "%s"', (fulfilment, status, role, to, verb) => {
    expect(forwardStep({ fulfilment, status }, role)).toMatchObject({ to, verb });
  });

  it.each([
    ['pickup', 'ready', 'kitchen'],
    ['delivery', 'cooking', 'courier'],
    ['delivery', 'delivered', 'courier'],
    ['pickup', 'completed', 'manager'],
  ] as const)('is not there for a %s order that is %s and a %s', (fulfilment, status, role) => {
    expect(forwardStep({ fulfilment, status }, role)).toBeNull();
  });

  it('is not there where the server does not allow it, whatever the rules here say', () => {
    expect(
      forwardStep({ fulfilment: 'pickup', status: 'cooking', allowed: ['cancelled'] }, 'manager'),
    ).toBeNull();
  });
});

describe('the menu of steps', () => {
  it('holds every other step that is allowed, and those that stop the order last', () => {
    const steps = otherSteps(
      {
        fulfilment: 'pickup',
        status: 'pending',
        allowed: ['rejected', 'confirmed', 'cancelled', 'cooking', 'ready'],
      },
      'manager',
    );
    expect(steps.map(({ to, isStop }) => [to, isStop])).toEqual([
      ['cooking', false],
      ['ready', false],
      ['rejected', true],
      ['cancelled', true],
    ]);
  });

  it('works by the same rules while the server cannot be asked', () => {
    expect(
      otherSteps({ fulfilment: 'delivery', status: 'out_for_delivery' }, 'courier').map(({ to }) => to),
    ).toEqual(['delivery_failed']);
  });
});
