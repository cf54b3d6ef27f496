/** What may be found once all is over, each with the promise that it breaks. */
export const promises = {
  lost: 'no acknowledged change is missing, or stands there otherwise than it was told',
  applied_twice: 'no change was applied twice: each in a history was acknowledged to whoever asked for it',
  key_forgotten: 'no key of an acknowledged change was forgotten, so its repeat changes nothing',
  illegal: 'no change was made that the rules refuse',
  history_gap: 'no history has a hole',
  order_differs: 'no order stands elsewhere than its history ends',
  unpublished: 'no change was left unpublished',
  untrue_event: 'no event tells of a change that is not in the history',
  event_out_of_order: 'no event came before an earlier one of its order',
  event_altered: 'no event that came again said something else',
  screen_skipped: 'no screen passed over a version',
  screen_went_back: 'no screen went back to an older version',
  screen_wrong: 'no screen showed what the history does not hold',
  screen_stale: "no screen ended on anything but the database's last version",
  frame_left_out: 'no live connection left out a version',
  screen_refused:
    'no screen was refused its order, or given a history that does not lead to where the order is',
  message_twice: 'nobody was written to twice about the same',
  message_missing: 'no message is believed sent that nobody received',
  message_unknown: 'nobody received a message of which the notifier knows nothing',
  message_after_drop: 'no message was received that had been dropped',
  message_dropped_wrongly:
    'no message was dropped but one that was taken back, overtaken, or corrects what was never told',
  message_undecided:
    'no message is left in between: held, with a provider, given up or, if it is a text, doubtful',
  moment_forgotten: 'no moment that customers are told of was forgotten',
  last_moment_not_told:
    'of no order the last moment went untold, by e-mail or by text, unless that very mail was being handed over when the plug was pulled: then it is on the list of doubtful ones',
} as const;

export type FindingKind = keyof typeof promises;

export const findingKinds = Object.keys(promises) as readonly FindingKind[];

export interface Finding {
  readonly kind: FindingKind;
  readonly orderId: string;
  readonly what: string;
}

/** What a judge says of one order: `what` is wrong, and of which kind that is. */
export type Verdict = Omit<Finding, 'orderId'>;

export const found = (kind: FindingKind, what: string): Verdict => ({ kind, what });
