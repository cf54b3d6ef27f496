import { forgetOutlived, type Outlived } from '#libs/service-kit';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';

/** What is at an end is kept for a month; what nobody has decided about, for three. */
const endedLongAgo = `(state IN ('sent', 'dropped') AND created_at < now() - interval '30 days') OR (state IN ('dead', 'unknown') AND due_at IS NULL AND created_at < now() - interval '90 days')`;

/** Messages before the events that they came from. An event is remembered for longer than any log may bring it again. */
const outlived: readonly Outlived[] = [
  { table: 'notifier.notifications', when: `created_at < now() - interval '30 days' AND (${endedLongAgo})` },
  {
    table: 'notifier.inbox',
    when: `received_at < now() - interval '30 days' AND NOT EXISTS (SELECT FROM notifier.notifications n WHERE n.event_id = inbox.event_id)`,
  },
  { table: 'notifier.letters', when: endedLongAgo },
];

/** The mailbox of a development set-up has people's addresses in it. */
const mailboxDays = 7;

/** @param mailbox null where messages are sent */
export async function forgetWhatIsOutlived(
  database: Database,
  mailbox: Mailbox | null,
  now: Date,
): Promise<void> {
  await forgetOutlived((statement) => database.asRole<{ n: number }>(NarrowRole.Jobs, statement), outlived);
  await mailbox?.forgetBefore(new Date(now.getTime() - mailboxDays * 24 * 3_600_000));
}
