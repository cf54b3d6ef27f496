import type { AnalyticsReasons, AnalyticsStages, Reason } from '#libs/contracts';
import { reasonWords } from '../../ui/order-words/reasons.ts';
import type { Fulfilment } from '../span/choice.ts';
import type { SpanName } from '../span/named-spans.ts';

export type StageName = AnalyticsStages['stages'][number]['stage'];
export type Mishap = AnalyticsReasons['reasons'][number]['mishap'];
interface BlockWords {
  readonly title: string;
  readonly lead: string;
}

/** What the page of the figures says, in one language; the places in braces are filled. */
export interface InsightsWords {
  readonly title: string;
  readonly board: string;
  readonly print: string;
  readonly loggedOut: string;
  readonly forManagers: { readonly title: string; readonly lead: string };
  readonly spans: Readonly<Record<SpanName, string>> & { readonly own: string };
  readonly span: string;
  readonly from: string;
  readonly to: string;
  readonly show: string;
  readonly wrongSpan: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<Fulfilment | 'all', string>>;
  readonly of: string;
  readonly inTimezone: string;
  readonly heldAgainst: string;
  readonly reading: string;
  readonly empty: { readonly title: string; readonly lead: string };
  readonly absent: { readonly title: string; readonly lead: string };
  readonly unreached: string;
  readonly refused: string;
  readonly again: string;
  readonly asTable: string;
  readonly asChart: string;
  readonly csv: string;
  readonly noCsv: string;
  readonly noCharts: string;
  readonly key: {
    readonly title: string;
    readonly orders: string;
    readonly cancelledAndRejected: string;
    readonly onTime: string;
    readonly ofPromised: string;
    readonly inAll: string;
    readonly nineInTen: string;
    readonly rating: string;
    readonly answers: string;
    readonly up: string;
    readonly down: string;
    readonly same: string;
    readonly noneBefore: string;
  };
  readonly stages: BlockWords & {
    readonly names: Readonly<Record<StageName, string>>;
    readonly byDay: string;
    readonly inShort: string;
  };
  readonly promises: BlockWords & {
    readonly coverage: string;
    readonly width: string;
    readonly aim: string;
    readonly onTime: string;
    readonly learned: string;
    readonly caption: string;
  };
  readonly hours: BlockWords & {
    readonly orders: string;
    readonly minutes: string;
    readonly caption: string;
  };
  readonly reasons: BlockWords & {
    readonly mishaps: Readonly<Record<Mishap, string>>;
    readonly names: Readonly<Record<Reason, string>>;
    readonly mishap: string;
    readonly reason: string;
    readonly unsaid: string;
    readonly none: string;
  };
  readonly feedback: BlockWords & {
    readonly stars: string;
    readonly onTime: string;
    readonly late: string;
    readonly latest: string;
    readonly lateBy: string;
    readonly inTime: string;
    readonly unpromised: string;
    readonly read: string;
    readonly nothingWritten: string;
    readonly unread: string;
    readonly more: string;
    readonly none: string;
  };
  readonly columns: {
    readonly day: string;
    readonly hour: string;
    readonly weekday: string;
    readonly orders: string;
    readonly median: string;
    readonly p90: string;
  };
  readonly nothing: string;
  readonly report: string;
  readonly toProfile: string;
}

export const en: InsightsWords = {
  title: 'Insights',
  board: 'Board',
  print: 'Print',
  loggedOut: 'You were logged out. Log in again to see the figures.',
  forManagers: {
    title: 'Insights are for admins and managers',
    lead: 'Your log-in works on the board. If you need the figures, ask a manager to change your role.',
  },
  spans: {
    this_week: 'This week',
    last_week: 'Last week',
    four_weeks: 'Last 28 days',
    twelve_months: 'Last 12 months',
    own: 'Own dates',
  },
  span: 'Time',
  from: 'From',
  to: 'To',
  show: 'Show',
  wrongSpan: 'Choose a first and a last day, at most two years apart.',
  kind: 'Kind of order',
  kinds: { all: 'All orders', delivery: 'Delivery', pickup: 'Pickup', dine_in: 'Dine-in' },
  of: '{from} to {to}',
  inTimezone: 'Days and hours are those of {timezone}.',
  heldAgainst: 'Compared with the same weekdays from {from} to {to}.',
  reading: 'Reading the figures…',
  empty: {
    title: 'No orders in this time',
    lead: 'Choose another time or kind of order. New orders are counted a few seconds after they end.',
  },
  absent: {
    title: 'This installation runs without insights',
    lead: 'Orders, board and messages work as ever, and nothing is lost. Whoever runs this installation starts the service with “npm run start:insights”; if it is meant to be running, look again in a moment.',
  },
  unreached: 'The server cannot be reached. Look whether this device is online, and try again.',
  refused: 'The figures could not be read just now. Nothing is lost; try again in a moment.',
  again: 'Try again',
  asTable: 'Table',
  asChart: 'Chart',
  csv: 'CSV',
  noCsv: 'The file could not be fetched. Try again in a moment.',
  noCharts: 'The charts could not be loaded. Their tables stand below, with the same figures.',
  key: {
    title: 'In short',
    orders: 'Orders',
    cancelledAndRejected: '{cancelled} cancelled, {rejected} declined',
    onTime: 'On time',
    ofPromised: 'of {orders} that were promised a time',
    inAll: 'Time in all, median',
    nineInTen: '9 in 10 within {minutes}',
    rating: 'Rating',
    answers: 'from {count} answers',
    up: 'Up from {before}',
    down: 'Down from {before}',
    same: 'As before: {before}',
    noneBefore: 'Nothing to compare with',
  },
  stages: {
    title: 'How long it took',
    lead: 'The line is the median: half were faster. 9 in 10 stayed below the dashed one.',
    names: {
      acceptance: 'Until accepted',
      preparation: 'Until ready',
      handover: 'Until handed over',
      drive: 'On the way',
    },
    byDay: '{stage}, by day',
    inShort: 'Median {median}, 9 in 10 within {p90}',
  },
  promises: {
    title: 'How good the promises were',
    lead: 'At least 80 % should come within the time that was promised, and the narrower that is, the better.',
    coverage: 'Within the promise',
    width: 'Width of the promise',
    aim: '80 % aimed at',
    onTime: 'On time',
    learned: 'Learned',
    caption: 'Promises, by day',
  },
  hours: {
    title: 'When it was busy',
    lead: 'Hours of the week, by when orders were placed.',
    orders: 'Orders',
    minutes: 'Median minutes',
    caption: 'Hours of the week',
  },
  reasons: {
    title: 'What went against the plan',
    lead: 'How many orders, and the reason that was given.',
    mishaps: {
      cancelled: 'Cancelled',
      rejected: 'Declined',
      delivery_failed: 'Not handed over',
      recalled: 'Step undone',
      delayed: 'Delayed',
    },
    names: reasonWords,
    mishap: 'What',
    reason: 'Why',
    unsaid: 'No reason given',
    none: 'Everything went as planned.',
  },
  feedback: {
    title: 'What customers said',
    lead: 'Stars that customers gave, and how late their order was.',
    stars: 'Stars',
    onTime: 'On time',
    late: 'Late',
    latest: 'Latest',
    lateBy: '{minutes} late',
    inTime: 'on time',
    unpromised: 'no time promised',
    read: 'Read comment',
    nothingWritten: 'Stars only, no comment.',
    unread: 'The comment could not be read. Try again in a moment.',
    more: 'Show all {count}',
    none: 'Nobody has given feedback in this time.',
  },
  columns: {
    day: 'Day',
    hour: 'Hour',
    weekday: 'Weekday',
    orders: 'Orders',
    median: 'Median',
    p90: '9 in 10 within',
  },
  nothing: 'Nothing of this in this time.',
  report:
    'The week by mail each Monday, and what happens by itself to orders, are set in the restaurant’s profile.',
  toProfile: 'Restaurant’s profile',
};
