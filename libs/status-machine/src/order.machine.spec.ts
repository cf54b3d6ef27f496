import { describe, expect, it } from '@jest/globals';
import { initialTransition, getNextTransitions, transition } from 'xstate';
import { finalStatuses, isFinal } from '#libs/order-model';
import { Fulfilment, fulfilments } from './fulfilment.ts';
import { Role } from './role.ts';
import { Status, statuses } from './status.ts';
import { machines } from './workflow.ts';

const { Admin } = Role;

/* The walk asks the machines themselves, not the table that is made from them. */
const after = (kind: Fulfilment, from: Status): readonly Status[] => {
  const snapshot = machines[kind].resolveState({ value: from });
  return statuses
    .filter((to) => snapshot.can({ type: to, role: Admin }))
    .map((to) => transition(machines[kind], snapshot, { type: to, role: Admin })[0].value as Status);
};

const reachableFrom = (
  kind: Fulfilment,
  start: Status,
  closed: readonly Status[] = [],
): ReadonlySet<Status> => {
  const seen = new Set<Status>([start]);
  for (const status of seen)
    for (const next of after(kind, status)) if (!closed.includes(next)) seen.add(next);
  return seen;
};

const statesOf = (kind: Fulfilment): readonly Status[] => Object.keys(machines[kind].states) as Status[];

const onlyElsewhere: Readonly<Record<Fulfilment, readonly Status[]>> = {
  delivery: [Status.Served],
  pickup: [Status.OutForDelivery, Status.Delivered, Status.DeliveryFailed, Status.Served],
  dine_in: [Status.OutForDelivery, Status.Delivered, Status.DeliveryFailed],
};

describe.each(fulfilments)('the machine of a %s order', (kind) => {
  it('starts at scheduled, for orders that are for later', () => {
    expect(initialTransition(machines[kind])[0].value).toBe('scheduled');
  });

  it("knows the statuses of its kind, no other kind's, and none that does not exist", () => {
    expect(statesOf(kind).toSorted()).toEqual(
      statuses.filter((status) => !onlyElsewhere[kind].includes(status)).toSorted(),
    );
  });

  it('reaches every one of its statuses from scheduled, and all but that from pending', () => {
    const all = statesOf(kind).toSorted();
    expect([...reachableFrom(kind, Status.Scheduled)].toSorted()).toEqual(all);
    expect([...reachableFrom(kind, Status.Pending)].toSorted()).toEqual(
      all.filter((status) => status !== Status.Scheduled),
    );
  });

  it('can be brought to an end from every status', () => {
    const stuck = statesOf(kind).filter((from) => ![...reachableFrom(kind, from)].some(isFinal));

    expect(stuck).toEqual([]);
  });

  it('can be completed from every status that is not itself an end', () => {
    const lost = statesOf(kind).filter(
      (from) => !isFinal(from) && !reachableFrom(kind, from).has(Status.Completed),
    );

    expect(lost).toEqual([]);
  });

  it('moves to the status that the event names, and only to statuses of its own', () => {
    const written = statesOf(kind)
      .flatMap((from) => getNextTransitions(machines[kind].resolveState({ value: from })))
      .filter(({ eventType }) => !(eventType as string).startsWith('xstate.after.'));
    const targets = written.map(({ target }) => target?.map(({ key }) => key));

    expect(targets).toEqual(written.map(({ eventType }) => [eventType as string]));
    expect(written.filter(({ eventType }) => !statesOf(kind).includes(eventType as Status))).toEqual([]);
  });

  it('answers each move that it allows with the status asked for', () => {
    const moves = statesOf(kind).flatMap((from) =>
      statuses.map((to) => ({ to, snapshot: machines[kind].resolveState({ value: from }) })),
    );
    const allowed = moves.filter(({ to, snapshot }) => snapshot.can({ type: to, role: Admin }));

    expect(
      allowed.map(
        ({ to, snapshot }) => transition(machines[kind], snapshot, { type: to, role: Admin })[0].value,
      ),
    ).toEqual(allowed.map(({ to }) => to));
  });

  it('ends exactly where an order is final', () => {
    const ends = statesOf(kind).filter(
      (status) => machines[kind].resolveState({ value: status }).status === 'done',
    );

    expect(ends.toSorted()).toEqual(finalStatuses.toSorted());
    expect(ends.flatMap((status) => after(kind, status))).toEqual([]);
  });

  it('lets an order be rejected only until it is accepted', () => {
    expect(statesOf(kind).filter((from) => after(kind, from).includes(Status.Rejected))).toEqual([
      'scheduled',
      'pending',
    ]);
  });

  it('lets a customer do nothing but cancel an order that nobody has accepted', () => {
    const moves = statesOf(kind).flatMap((from) => {
      const snapshot = machines[kind].resolveState({ value: from });
      return statuses
        .filter((to) => snapshot.can({ type: to, role: Role.Customer }))
        .map((to) => `${from} → ${to}`);
    });

    expect(moves).toEqual(['scheduled → cancelled', 'pending → cancelled']);
  });
});

describe('a hand-over', () => {
  it.each([
    { kind: Fulfilment.Delivery, handOver: Status.Ready, without: Status.OutForDelivery },
    { kind: Fulfilment.Delivery, handOver: Status.OutForDelivery, without: Status.Delivered },
    { kind: Fulfilment.Delivery, handOver: Status.Delivered, without: Status.Completed },
    { kind: Fulfilment.DineIn, handOver: Status.Ready, without: Status.Served },
    { kind: Fulfilment.DineIn, handOver: Status.Served, without: Status.Completed },
    { kind: Fulfilment.Pickup, handOver: Status.Ready, without: Status.Completed },
  ])(
    'of a $kind order is never skipped: $without cannot be reached past $handOver',
    ({ kind, handOver, without }) => {
      expect(reachableFrom(kind, Status.Pending).has(without)).toBe(true);
      expect(reachableFrom(kind, Status.Pending, [handOver]).has(without)).toBe(false);
    },
  );

  it('is not cancelled once the customer has the food', () => {
    expect(after(Fulfilment.Delivery, Status.Delivered)).toEqual(['completed']);
    expect(after(Fulfilment.DineIn, Status.Served)).toEqual(['completed']);
  });

  it('that failed is tried again or given up', () => {
    expect(after(Fulfilment.Delivery, Status.DeliveryFailed)).toEqual(['out_for_delivery', 'cancelled']);
  });
});
