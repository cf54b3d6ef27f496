import { describe, expect, it } from '@jest/globals';
import { Fulfilment, fulfilments } from './fulfilment.ts';
import { mayMove } from './may-move.ts';
import { allowedStatuses, nextStatus } from './next-status.ts';
import { Role, roles } from './role.ts';
import { StepNotYoursError, TransitionNotAllowedError } from './status-machine.errors.ts';
import { Status, statuses } from './status.ts';

/* The public contract's own words, on purpose not taken from the machines. */
const transitionsAsPublished = `
all        scheduled → pending rejected cancelled
           pending   → confirmed preparing cooking ready rejected cancelled
           confirmed → preparing cooking ready cancelled      preparing → cooking ready cancelled      cooking → ready cancelled
delivery   ready → out_for_delivery cancelled     out_for_delivery → delivered delivery_failed cancelled
           delivery_failed → out_for_delivery cancelled        delivered → completed
pickup     ready → completed cancelled
dine_in    ready → served cancelled               served → completed
`;

const rolesAsPublished = `
admin      scheduled pending confirmed preparing cooking ready out_for_delivery delivered served completed cancelled rejected delivery_failed
manager    scheduled pending confirmed preparing cooking ready out_for_delivery delivered served completed cancelled rejected delivery_failed
cashier    scheduled pending confirmed preparing cooking ready out_for_delivery delivered served completed cancelled rejected delivery_failed
device     scheduled pending confirmed preparing cooking ready out_for_delivery delivered served completed cancelled rejected delivery_failed
kitchen    confirmed preparing cooking ready
courier    out_for_delivery delivered delivery_failed
customer   cancelled
system     pending confirmed completed rejected
`;

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');
const words = (text: string | undefined): readonly string[] => (text ?? '').trim().split(/\s+/);

const transitions = (() => {
  const found = new Map<string, readonly string[]>();
  let kind = '';
  for (const line of lines(transitionsAsPublished)) {
    kind = /^\w+/.exec(line)?.[0] ?? kind;
    for (const [, from, to] of line.matchAll(/(\w+) +→((?: \w+)+)/g)) found.set(`${kind} ${from}`, words(to));
  }
  return found;
})();

const stepsByRole = new Map(
  lines(rolesAsPublished).map((line) => {
    const [role = '', ...steps] = words(line);
    return [role, steps] as const;
  }),
);

const ways = (kind: Fulfilment, from: Status): readonly string[] =>
  transitions.get(`all ${from}`) ?? transitions.get(`${kind} ${from}`) ?? [];

const expectedAllowed = (kind: Fulfilment, from: Status, role: Role): readonly string[] =>
  role === 'customer' && from !== 'pending' && from !== 'scheduled'
    ? []
    : ways(kind, from).filter((to) => stepsByRole.get(role)?.includes(to));

const expectedVerdict = (kind: Fulfilment, from: Status, role: Role, to: Status): string => {
  if (!stepsByRole.get(role)?.includes(to)) return 'forbidden';
  const allowed = expectedAllowed(kind, from, role);
  return allowed.includes(to) ? `becomes ${to}` : `transition_not_allowed, but [${allowed.join(' ')}]`;
};

const verdict = (fulfilment: Fulfilment, status: Status, role: Role, to: Status): string => {
  try {
    return `becomes ${nextStatus({ fulfilment, status, role, to })}`;
  } catch (refusal) {
    if (refusal instanceof StepNotYoursError) return refusal.code;
    if (refusal instanceof TransitionNotAllowedError)
      return `${refusal.code}, but [${refusal.allowed.join(' ')}]`;
    throw refusal;
  }
};

const refusalOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (refusal) {
    return refusal;
  }
};

describe('the published table', () => {
  it('is read in full by this spec', () => {
    expect([...transitions.keys()]).toEqual([
      'all scheduled',
      'all pending',
      'all confirmed',
      'all preparing',
      'all cooking',
      'delivery ready',
      'delivery out_for_delivery',
      'delivery delivery_failed',
      'delivery delivered',
      'pickup ready',
      'dine_in ready',
      'dine_in served',
    ]);
    expect([...transitions.values()].flat()).toHaveLength(31);
    expect([...stepsByRole.keys()].toSorted()).toEqual(roles.toSorted());
  });
});

describe.each(fulfilments)('a %s order', (fulfilment) => {
  it.each(roles)(
    'is moved by %s exactly as published, every status to every other, refusals included',
    (role) => {
      const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to })));

      const decided = pairs.map(({ from, to }) => `${from} → ${to}: ${verdict(fulfilment, from, role, to)}`);

      expect(decided).toHaveLength(169);
      expect(decided).toEqual(
        pairs.map(({ from, to }) => `${from} → ${to}: ${expectedVerdict(fulfilment, from, role, to)}`),
      );
    },
  );

  it.each(roles)('lists what %s may do now, in the published order', (role) => {
    const listed = statuses.map((status) => allowedStatuses({ fulfilment, status, role }));

    expect(listed).toEqual(statuses.map((status) => expectedAllowed(fulfilment, status, role)));
  });

  it('refuses the status that the order already has, as any other that is not ahead', () => {
    const repeats = statuses.map((status) => verdict(fulfilment, status, Role.Admin, status));

    expect(repeats.every((answer) => answer.startsWith('transition_not_allowed'))).toBe(true);
  });
});

describe('a refusal', () => {
  const pickedUp = { fulfilment: Fulfilment.Delivery, status: Status.OutForDelivery } as const;
  const packed = { fulfilment: Fulfilment.Delivery, status: Status.Ready } as const;

  it('refuses to deliver an order that was never picked up, and names what is allowed', () => {
    const refusal = refusalOf(() => nextStatus({ ...packed, role: Role.Manager, to: Status.Delivered }));

    expect(refusal).toBeInstanceOf(TransitionNotAllowedError);
    expect(refusal).toMatchObject({
      code: 'transition_not_allowed',
      from: 'ready',
      to: 'delivered',
      allowed: ['out_for_delivery', 'cancelled'],
      message:
        'An order that is ready cannot become delivered: you may move it to out_for_delivery or cancelled.',
    });
  });

  it('says that a finished order goes nowhere', () => {
    const refusal = refusalOf(() =>
      nextStatus({ ...packed, status: Status.Completed, role: Role.Admin, to: Status.Ready }),
    );

    expect(refusal).toMatchObject({
      allowed: [],
      message: expect.stringContaining('you may not move it anywhere now'),
    });
  });

  it('judges the role before the machine: the kitchen may not deliver, wherever the order is', () => {
    const refusal = refusalOf(() => nextStatus({ ...packed, role: Role.Kitchen, to: Status.Delivered }));

    expect(refusal).toBeInstanceOf(StepNotYoursError);
    expect(refusal).toMatchObject({
      code: 'forbidden',
      role: 'kitchen',
      to: 'delivered',
      message:
        'The role kitchen may not move an order to delivered: only confirmed, preparing, cooking, or ready.',
    });
  });

  it('tells a customer who cancels too late that the order has moved on, not that cancelling is never theirs', () => {
    const refusal = refusalOf(() => nextStatus({ ...pickedUp, role: Role.Customer, to: Status.Cancelled }));

    expect(refusal).toBeInstanceOf(TransitionNotAllowedError);
    expect(refusal).toMatchObject({ from: 'out_for_delivery', to: 'cancelled', allowed: [] });
  });

  it('leaves what it was given, and what it gives, as it was', () => {
    const request = Object.freeze({ ...packed, role: Role.Courier, to: Status.OutForDelivery });

    expect(nextStatus(request)).toBe('out_for_delivery');
    expect(request).toEqual({ ...packed, role: 'courier', to: 'out_for_delivery' });
    expect(Object.isFrozen(allowedStatuses(request))).toBe(true);
    expect(allowedStatuses(request)).toBe(allowedStatuses(request));
  });
});

describe('a role', () => {
  it.each(roles)('%s ever moves an order to its published steps alone', (role) => {
    expect(statuses.filter((to) => mayMove({ role, to }))).toEqual(stepsByRole.get(role));
  });
});
