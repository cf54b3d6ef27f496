import { type HistoryRecord, type MessageFacts, messageFactsSchema, type Reason } from '#libs/contracts';
import type { Status } from '#libs/status-machine';
import { type MessageContext, messageContextOf } from './message-context.ts';

/** Six in the evening in Manila, where the kitchen of these orders is. */
export const messageTime = new Date('2026-03-01T10:00:00.000Z');

/** As long as they get: of a public URL of its own, with the longest token. */
export const trackingLink = `https://track.mabuhay.example/t#${'a'.repeat(22)}.${'b'.repeat(41)}`;

interface Change {
  readonly notes?: string;
  readonly reason?: Reason | null;
  readonly at?: Date;
}

/** The change of version 2, which a message is about. */
export const changeTo = (
  status: Status,
  { notes = '', reason = null, at = messageTime }: Change = {},
): HistoryRecord => ({
  version: 2,
  type: 'status_changed',
  status,
  timestamp: at.toISOString(),
  recorded_at: at.toISOString(),
  updated_by: 'cashier',
  role: 'cashier',
  notes,
  reason,
});

type Changes = Omit<Partial<MessageFacts>, 'restaurant'> & {
  readonly restaurant?: Partial<MessageFacts['restaurant']>;
};

/** What `orders` says of an order, as its contract has it. */
export const messageFacts = ({ restaurant, ...changes }: Changes = {}): MessageFacts =>
  messageFactsSchema.parse({
    order_id: '0198c0de-0000-7000-8000-000000000042',
    order_number: 'ONLINE-000042',
    display_number: '42',
    restaurant: {
      restaurant_id: '0198c0de-0000-7000-8000-000000000001',
      name: 'Mabuhay Kitchen',
      phone: '+6328888888',
      address: '12 Mango Avenue, Cebu',
      timezone: 'Asia/Manila',
      locale: 'en-PH',
      currency: 'PHP',
      base_preparation_minutes: 20,
      ...restaurant,
    },
    fulfilment: 'pickup',
    table: null,
    status: 'ready',
    version: 2,
    estimate: null,
    history: [changeTo('ready')],
    items: [
      {
        line: 1,
        name: 'Spicy Ramen',
        quantity: 2,
        unit_price: 22_500,
        amount: 45_000,
        state: 'waiting',
        notes: 'no egg',
      },
    ],
    adjustments: [],
    total: { amount: 45_000, currency: 'PHP' },
    payment: { status: 'unpaid' },
    notes: null,
    contact: { name: 'Ana', email: 'ana@customer.example', phone: '+639171234567', locale: 'en-PH' },
    tracking_url: trackingLink,
    public_url: 'https://track.mabuhay.example',
    ...changes,
  });

/** The message about version 2. @param corrects the version that it takes back */
export const contextOf = (
  moment: Status,
  facts: MessageFacts,
  corrects: number | null = null,
): MessageContext => messageContextOf({ version: 2, moment, corrects }, facts);
