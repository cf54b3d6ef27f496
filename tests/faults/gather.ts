import type { FullHouse, Guest } from './full-house.ts';
import type { OrderEvidence, PublishedEvent, ReceivedMessage } from './evidence.ts';

const unambiguous = '([0-9a-f-]{36})';
const idOfMail = new RegExp(`^<${unambiguous}@`);
const idOfText = new RegExp(`job=${unambiguous}$`);

/**
 * Collects what tills, screens, mailboxes and phones have to tell of each order, and what the database holds.
 * @param published what the log holds, by order; null where no log outlives the day
 */
export async function gather(
  house: FullHouse,
  published: ReadonlyMap<string, readonly PublishedEvent[]> | null,
): Promise<readonly OrderEvidence[]> {
  const { owner, ids, ledger } = house;
  const [rows, history, notifications, keys] = await Promise.all([
    owner.orders(ids),
    owner.history(ids),
    owner.notifications(ids),
    owner.idempotencyKeys(ids),
  ]);
  const of = <T extends { readonly order_id: string }>(all: readonly T[], id: string): readonly T[] =>
    all.filter(({ order_id }) => order_id === id);
  return house.guests.map((guest) => {
    const { order_id: id, fulfilment } = guest.order;
    const row = rows.find(({ order_id }) => order_id === id);
    if (row === undefined) throw new Error(`order ${id} is gone`);
    return {
      fulfilment,
      row,
      history: of(history, id),
      acknowledged: ledger.acknowledged
        .filter(({ orderId }) => orderId === id)
        .map(({ key, version, status }) => ({ key, version, status })),
      keys: of(keys, id).map(({ key }) => key),
      published: published === null ? null : (published.get(id) ?? []),
      screens: guest.screens.map(({ shown, older, leftOut, refusals }) => ({
        shown,
        older,
        leftOut,
        refusals,
      })),
      notifications: of(notifications, id),
      received: receivedBy(house, guest),
    };
  });
}

/** Whatever came to the customer's address and number, whoever the notifier meant it for. */
function receivedBy({ providers }: FullHouse, { customer }: Guest): readonly ReceivedMessage[] {
  const mails = providers
    .mailsTo(customer)
    .map(
      ({ parsed }) => idOfMail.exec(parsed.messageId ?? '')?.[1] ?? `without an id: ${parsed.subject ?? ''}`,
    );
  const texts = providers
    .textsTo(customer)
    .map(({ statusCallback, body }) => idOfText.exec(statusCallback ?? '')?.[1] ?? `without an id: ${body}`);
  return [
    ...mails.map((id) => ({ channel: 'email' as const, id })),
    ...texts.map((id) => ({ channel: 'sms' as const, id })),
  ];
}
