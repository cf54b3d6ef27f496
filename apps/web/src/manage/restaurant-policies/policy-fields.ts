import type { Policies } from '#libs/contracts';

/** Those that are a number of minutes or seconds. */
export type Limit = Exclude<keyof Policies, 'weekly_report'>;

export interface PolicyField {
  readonly name: Limit;
  /** What happens by itself. */
  readonly words: string;
  /** What holds while the field is empty. */
  readonly off: string;
  readonly unit: 'seconds' | 'minutes';
}

interface PolicyGroup {
  readonly heading: string;
  readonly fields: readonly PolicyField[];
}

/** In the order in which an order goes. */
export const policyGroups: readonly PolicyGroup[] = [
  {
    heading: 'What happens by itself',
    fields: [
      {
        name: 'accept_within_seconds',
        words: 'Decline an order that nobody has accepted after',
        off: 'it waits until someone does',
        unit: 'seconds',
      },
      {
        name: 'confirm_after_seconds',
        words: 'Accept a new order by itself after',
        off: 'someone presses Accept',
        unit: 'seconds',
      },
      {
        name: 'tell_after_minutes',
        words: 'Tell the customer of a delay when an order is overdue and nobody has reacted for',
        off: 'they hear what someone here says',
        unit: 'minutes',
      },
      {
        name: 'close_after_minutes',
        words: 'Close what was delivered or served after',
        off: 'someone presses Close',
        unit: 'minutes',
      },
    ],
  },
  {
    heading: 'When the board calls you',
    fields: [
      {
        name: 'unaccepted_seconds',
        words: 'Call when nobody has accepted an order for',
        off: 'it rings once, as it comes',
        unit: 'seconds',
      },
      {
        name: 'overdue_minutes',
        words: 'Call when an order is later than promised by',
        off: 'the ring turns red',
        unit: 'minutes',
      },
      {
        name: 'uncollected_minutes',
        words: 'Call when an order stands ready for',
        off: 'no call',
        unit: 'minutes',
      },
      {
        name: 'out_minutes',
        words: 'Call when an order is with the driver for',
        off: 'no call',
        unit: 'minutes',
      },
    ],
  },
];

export const policyFields: readonly PolicyField[] = policyGroups.flatMap(({ fields }) => fields);
