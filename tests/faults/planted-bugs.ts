import { randomUUID } from 'node:crypto';
import type { NotificationRow } from '../support/owner.ts';
import type { OrderEvidence } from './evidence.ts';
import type { FindingKind } from './finding.ts';
import type { Open } from './recorded-evening.ts';

type Order = Open<OrderEvidence>;
type Plant = readonly [bug: string, plant: (order: Order) => void];

/**
 * Of the table's order: served at version 14, after a delay and a good many recalls; the correction of
 * version 13 gave way to it.
 */
const last = 14;

/** One bug of each kind at least, as it would show in what is gathered. */
export const plantedBugs: Readonly<Record<FindingKind, readonly Plant[]>> = {
  lost: [
    ['a change is acknowledged that was never written', (order) => acknowledge(order, last + 1, 'completed')],
    ['a change is acknowledged as another one', ({ acknowledged }) => (acknowledged[0]!.status = 'ready')],
    ['two changes are acknowledged as one', (order) => acknowledge(order, 7, 'completed')],
  ],
  applied_twice: [
    [
      'a repeat made a second change, and the first one was acknowledged to nobody',
      ({ acknowledged }) => acknowledged.splice(3, 1),
    ],
  ],
  key_forgotten: [['a change was written without its key', ({ keys }) => keys.shift()]],
  illegal: [
    ['a courier served at the table', ({ history }) => (entry(history, last).role = 'courier')],
    [
      'a step started from where the order was not',
      ({ history }) => (entry(history, 10).from_status = 'cooking'),
    ],
  ],
  history_gap: [['a version was given to nothing', (order) => renumber(order, 10)]],
  order_differs: [['the order was moved without its history', ({ row }) => (row.status = 'completed')]],
  unpublished: [['an event never left the outbox', ({ published }) => published!.splice(4, 1)]],
  untrue_event: [
    [
      'an event was published of a change that was rolled back',
      ({ published }) =>
        published!.push(eventOf(published!, last, { version: last + 1, status: 'completed' })),
    ],
    [
      'an event tells of another status',
      ({ published }) => (published![4] = eventOf(published!, 5, { status: 'cooking' })),
    ],
  ],
  event_out_of_order: [
    [
      'an event overtook the one before it',
      ({ published }) => published!.splice(4, 2, published![5]!, published![4]!),
    ],
  ],
  event_altered: [
    [
      'an event was published again with other words',
      ({ published }) => published!.push(eventOf(published!, 5, { notes: 'Extra crispy' })),
    ],
  ],
  screen_skipped: [['a screen passed over a version', ({ screens }) => screens[0]!.shown.splice(5, 1)]],
  screen_went_back: [
    [
      'a screen began again three versions ago',
      ({ screens }) => screens[0]!.shown.splice(6, 0, ...screens[0]!.shown.slice(3, 6)),
    ],
    ['a snapshot was older than the screen', ({ screens }) => screens[0]!.older.push(3)],
  ],
  screen_wrong: [
    ['a screen showed another status', ({ screens }) => (screens[0]!.shown[5]!.status = 'rejected')],
    [
      'a screen showed a change that was rolled back',
      ({ screens }) => screens[0]!.shown.push({ version: last + 1, status: 'completed' }),
    ],
  ],
  screen_stale: [['a screen never heard of the last change', ({ screens }) => screens[0]!.shown.pop()]],
  frame_left_out: [['a live connection left out a version', ({ screens }) => screens[0]!.leftOut.push(9)]],
  screen_refused: [
    [
      'a screen was turned away',
      ({ screens }) => screens[0]!.refusals.push('the order is not followed: order_not_found'),
    ],
  ],
  message_twice: [
    [
      'a text was sent again blindly',
      ({ received, notifications }) =>
        received.push({ channel: 'sms', id: about(notifications, 5, 'sms').id }),
    ],
    [
      'an event was taken in twice',
      ({ notifications }) =>
        notifications.push({
          ...about(notifications, 6, 'email'),
          id: randomUUID(),
          state: 'dropped',
          why: 'recalled',
        }),
    ],
  ],
  message_missing: [
    ['a mail is believed sent', (order) => unreceive(order, about(order.notifications, 5, 'email'))],
  ],
  message_unknown: [
    ["somebody else's mail arrived", ({ received }) => received.push({ channel: 'email', id: randomUUID() })],
  ],
  message_after_drop: [
    [
      'a text that was dropped arrived',
      ({ received, notifications }) =>
        received.push({ channel: 'sms', id: about(notifications, 13, 'sms').id }),
    ],
  ],
  message_dropped_wrongly: [
    [
      'a message was dropped as taken back, which it was not',
      ({ notifications }) => (about(notifications, 13, 'sms').why = 'recalled'),
    ],
    [
      'a message was dropped for a want of contacts',
      ({ notifications }) => (about(notifications, 13, 'sms').why = 'no_contact'),
    ],
  ],
  message_undecided: (['held', 'sending', 'dead', 'unknown'] as const).map((state) => [
    `a text stayed ${state}`,
    (order) => leave(order, about(order.notifications, 5, 'sms'), state),
  ]),
  moment_forgotten: [['the notifier never heard of a step that it should tell', (order) => forget(order, 6)]],
  last_moment_not_told: [
    [
      'the last mail is doubtful, though nothing was interrupted',
      (order) => leave(order, about(order.notifications, last, 'email'), 'unknown'),
    ],
  ],
};

/** What looks like a bug and is none. */
export const noBugs: readonly Plant[] = [
  ['nothing happened to it', () => undefined],
  ['an event came again as it was', ({ published }) => published!.push(published![4]!)],
  [
    'the notifier died while it handed over the last mail, which is listed as doubtful',
    (order) =>
      leave(
        order,
        about(order.notifications, last, 'email'),
        'unknown',
        'interrupted while it was being sent',
      ),
  ],
  ['no log outlived the evening', (order) => (order.published = null)],
];

function entry(history: Order['history'], version: number): Order['history'][number] {
  return history.find((row) => row.version === version)!;
}

function about(
  notifications: Open<NotificationRow>[],
  version: number,
  channel: NotificationRow['channel'],
): Open<NotificationRow> {
  return notifications.find((one) => one.version === version && one.channel === channel)!;
}

function acknowledge({ acknowledged, keys }: Order, version: number, status: string): void {
  const key = randomUUID();
  keys.push(key);
  acknowledged.push({ key, version, status });
}

function eventOf(
  published: NonNullable<Order['published']>,
  of: number,
  changed: { readonly version?: number; readonly status?: string; readonly notes?: string },
): { version: number; value: string } {
  const facts = {
    ...(JSON.parse(published.find(({ version }) => version === of)!.value) as { version: number }),
    ...changed,
  };
  return { version: facts.version, value: JSON.stringify(facts) };
}

function unreceive(order: Order, { id }: NotificationRow): void {
  order.received = order.received.filter((one) => one.id !== id);
}

function leave(
  order: Order,
  one: Open<NotificationRow>,
  state: NotificationRow['state'],
  lastError = 'no answer',
): void {
  Object.assign(one, { state, last_error: lastError });
  unreceive(order, one);
}

function forget(order: Order, version: number): void {
  for (const one of order.notifications.filter((row) => row.version === version)) unreceive(order, one);
  order.notifications = order.notifications.filter((row) => row.version !== version);
}

/** From that version on, everything has the number after its own, wherever it is told of. */
function renumber(order: Order, from: number): void {
  const { history, acknowledged, notifications, row, screens } = order;
  const after = <T extends number | null>(version: T): T =>
    (version !== null && version >= from ? version + 1 : version) as T;
  for (const one of [
    row,
    ...history,
    ...acknowledged,
    ...notifications,
    ...screens.flatMap(({ shown }) => shown),
  ])
    one.version = after(one.version);
  for (const one of [...history, ...notifications]) one.corrects = after(one.corrects);
  order.published = order.published!.map(({ version }) =>
    eventOf(order.published!, version, { version: after(version) }),
  );
}
