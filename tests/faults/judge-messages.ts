import type { HistoryRow, NotificationRow } from '../support/owner.ts';
import type { OrderEvidence, ReceivedMessage } from './evidence.ts';
import { found, type Verdict } from './finding.ts';
import { isNotifiedMoment, lastMoment, notifiedMoments } from './notified-moments.ts';

const channels: readonly NotificationRow['channel'][] = ['email', 'sms'];

/** What an order's customer received against what the notifier believes, and both against the history. */
export function judgeMessages({
  fulfilment,
  history,
  notifications,
  received,
}: OrderEvidence): readonly Verdict[] {
  return [
    ...twice(notifications, received),
    ...received
      .filter(({ id }) => !notifications.some((one) => one.id === id))
      .map(({ id, channel }) => found('message_unknown', `${channel} ${id}`)),
    ...notifications.flatMap((one) => judgeFate(one, times(received, one), { fulfilment, history })),
    ...forgotten({ fulfilment, history }, notifications),
    ...lastUntold({ fulfilment, history }, notifications, received),
  ];
}

type Course = Pick<OrderEvidence, 'fulfilment' | 'history'>;

const nameOf = ({ version, channel, moment, state }: NotificationRow): string =>
  `${channel} about version ${version} (${moment}), ${state}`;
const times = (received: readonly ReceivedMessage[], { id }: NotificationRow): number =>
  received.filter((one) => one.id === id).length;

function twice(
  notifications: readonly NotificationRow[],
  received: readonly ReceivedMessage[],
): readonly Verdict[] {
  const places = notifications.map(({ version, channel }) => `${channel} about version ${version}`);
  const written = places.filter((place, index) => places.indexOf(place) !== index);
  const receivedAgain = notifications
    .filter((one) => times(received, one) > 1)
    .map((one) => `${nameOf(one)}, was received ${times(received, one)} times`);
  return [...written.map((place) => `${place} is there twice`), ...receivedAgain].map((what) =>
    found('message_twice', what),
  );
}

function judgeFate(one: NotificationRow, receivedTimes: number, course: Course): readonly Verdict[] {
  switch (one.state) {
    case 'sent':
      return receivedTimes === 0 ? [found('message_missing', nameOf(one))] : [];
    case 'dropped':
      if (receivedTimes > 0) return [found('message_after_drop', nameOf(one))];
      return isRightlyDropped(one, course)
        ? []
        : [found('message_dropped_wrongly', `${nameOf(one)} as ${String(one.why)}`)];
    case 'unknown':
      // Nobody can be asked what became of a mail whose sender died, so it stays doubtful and is listed.
      if (one.channel === 'email') return [];
      break;
    case 'held':
    case 'sending':
    case 'dead':
  }
  return [found('message_undecided', `${nameOf(one)}: ${one.last_error ?? one.why ?? 'no reason given'}`)];
}

function isRightlyDropped(
  { why, version, corrects }: NotificationRow,
  { fulfilment, history }: Course,
): boolean {
  if (why === 'recalled') return history.some((row) => row.corrects === version);
  if (why === 'superseded')
    return history.some((row) => row.version > version && isNotifiedMoment(fulfilment, row));
  return why === 'not_told' && corrects !== null;
}

function forgotten(
  { fulfilment, history }: Course,
  notifications: readonly NotificationRow[],
): readonly Verdict[] {
  const isKnown = (version: number, channel: string): boolean =>
    notifications.some((one) => one.version === version && one.channel === channel);
  const missing = (row: HistoryRow): readonly string[] =>
    channels.filter((channel) => !isKnown(row.version, channel));
  return notifiedMoments(fulfilment, history).flatMap((row) =>
    missing(row).map((channel) =>
      found('moment_forgotten', `${channel} about version ${row.version} (${row.status})`),
    ),
  );
}

function lastUntold(
  { fulfilment, history }: Course,
  notifications: readonly NotificationRow[],
  received: readonly ReceivedMessage[],
): readonly Verdict[] {
  const last = lastMoment(fulfilment, history);
  const about = notifications.filter(({ version }) => version === last?.version);
  const isDoubtful = ({ channel, state, last_error }: NotificationRow): boolean =>
    channel === 'email' && state === 'unknown' && last_error?.startsWith('interrupted') === true;
  return about
    .filter((one) => times(received, one) === 0 && !isDoubtful(one))
    .map((one) => found('last_moment_not_told', nameOf(one)));
}
