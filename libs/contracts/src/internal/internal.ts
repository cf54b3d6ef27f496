import * as z from 'zod';
import { staffRoles } from '../caller.ts';
import { textConsentSchema, toldLetterSchema, toldMessageSchema } from '../http/customers.ts';
import { contactSchema, itemSchema, moneySchema } from '../http/orders.ts';
import { restaurantSchema } from '../http/restaurant.ts';
import { historyEntrySchema, snapshotSchema } from '../http/snapshot.ts';
import {
  estimateSchema,
  fulfilmentSchema,
  idSchema,
  localeSchema,
  phoneSchema,
  statusSchema,
  utcTimeSchema,
  versionSchema,
} from '../primitives.ts';

/**
 * What the three services ask of `orders` over HTTP, with `SERVICE_CLIENT_ID` and `SERVICE_CLIENT_SECRET` as Basic credentials.
 * Not for others: it may change with any release.
 */
export const internalRoot = '/internal/';
export const internalPaths = {
  /** POST → whom up to 500 tracking tokens speak for. */
  guests: '/internal/v1/guests',
  /** POST → snapshots of up to 500 orders of any restaurants. */
  snapshots: '/internal/v1/snapshots',
  /** GET /{order_id}?within= → a BoardOrder. */
  boardOrders: '/internal/v1/board-orders',
  /** GET /{order_id}?within= → what a message to the customer is made of. */
  messageFacts: '/internal/v1/message-facts',
  /** GET ?seconds= → the sessions that ended in the last so many seconds. */
  endedSessions: '/internal/v1/ended-sessions',
  /** GET → the base of all links, which providers call back too. */
  publicUrl: '/internal/v1/public-url',
  /** GET → what the notifier is to do beside telling of orders; POST …/taken → what it has taken over. */
  errands: '/internal/v1/errands',
  /** POST /{letter_id} → what the letter says, with a link made for it; null where there is nothing to send. */
  letters: '/internal/v1/letters',
  /** GET /{export_id} → what is asked of the notifier for a customer who takes their data along; POST the same → a part of the answer. */
  exports: '/internal/v1/exports',
  /** POST → whose customer a phone number was last. */
  lastRestaurants: '/internal/v1/last-restaurants',
} as const;

export const guestsRequestSchema = z.object({ tokens: z.array(z.string().min(1).max(64)).min(1).max(500) });
export type GuestsRequest = z.infer<typeof guestsRequestSchema>;
/** `expires_at` is null while the order is still open; `session_id` is the link's own, which ends when the link is replaced or withdrawn. */
export const guestSchema = z.object({
  order_id: idSchema,
  restaurant_id: idSchema,
  session_id: idSchema,
  expires_at: utcTimeSchema.nullable(),
});
export type GuestFacts = z.infer<typeof guestSchema>;
/** In the order asked for; null where the token is not, or no longer, one of ours. */
export const guestsResponseSchema = z.object({ guests: z.array(guestSchema.nullable()) });
export type GuestsResponse = z.infer<typeof guestsResponseSchema>;

export const endedSessionsQuerySchema = z.object({ seconds: z.coerce.number().int().min(1).max(1_500) });
export type EndedSessionsQuery = z.infer<typeof endedSessionsQuerySchema>;
/** Sessions of people and devices (`sid` of their tokens) and of tracking links. */
export const endedSessionsSchema = z.object({ sessions: z.array(idSchema) });
export type EndedSessionIds = z.infer<typeof endedSessionsSchema>;

/** For whom a snapshot is made: a customer sees roles, staff see names, internal notes and what they may do. */
export const viewerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer') }),
  z.object({ kind: z.literal('staff'), role: z.enum([...staffRoles, 'device']) }),
]);
export type Viewer = z.infer<typeof viewerSchema>;

/** Within whose walls the database is to read an order: another restaurant's is not there then. Null for customers and guests, who may be of any. */
const withinSchema = idSchema.nullable();

export const snapshotsRequestSchema = z.object({
  orders: z
    .array(z.object({ order_id: idSchema, viewer: viewerSchema, within: withinSchema }))
    .min(1)
    .max(500),
});
export type SnapshotsRequest = z.infer<typeof snapshotsRequestSchema>;

export const withinQuerySchema = z.object({ within: idSchema });

/** In the order asked for; null where there is no such order. */
export const snapshotsResponseSchema = z.object({
  orders: z.array(
    z
      .object({
        order_id: idSchema,
        restaurant_id: idSchema,
        customer_id: idSchema.nullable(),
        snapshot: snapshotSchema,
      })
      .nullable(),
  ),
});
export type SnapshotsResponse = z.infer<typeof snapshotsResponseSchema>;
export type OwnedSnapshot = NonNullable<SnapshotsResponse['orders'][number]>;

/** All that a message to a customer may say, as of now; never logged, never in an event. `public_url` is the base of callbacks. */
export const messageFactsSchema = z.object({
  order_id: idSchema,
  order_number: z.string(),
  restaurant: restaurantSchema,
  fulfilment: fulfilmentSchema,
  table: z.string().nullable(),
  status: statusSchema,
  version: versionSchema,
  estimate: estimateSchema,
  history: z.array(historyEntrySchema),
  items: z.array(itemSchema),
  total: moneySchema,
  contact: contactSchema.nullable(),
  tracking_url: z.string(),
  public_url: z.string(),
});
export type MessageFacts = z.infer<typeof messageFactsSchema>;

export const publicUrlSchema = z.object({ public_url: z.string() });

export const lastRestaurantRequestSchema = z.object({ phone: phoneSchema });
/** The restaurant of the newest order that came with this number, and the language that its customer reads; null where there is none. */
export const lastRestaurantSchema = z.object({
  restaurant: restaurantSchema.pick({ name: true, phone: true }).extend({ locale: localeSchema }).nullable(),
});
export type LastRestaurant = z.infer<typeof lastRestaurantSchema>['restaurant'];

/** Ids alone: nobody's address travels before the mail does. An erasure names the orders and letters of which no trace is to stay. */
export const erasureSchema = z.object({
  erasure_id: idSchema,
  order_ids: z.array(idSchema),
  letter_ids: z.array(idSchema),
});
export type Erasure = z.infer<typeof erasureSchema>;
/** `exports` wait for their answer at this moment, and nobody does for long; `traces` are those of the requests, by the id of what they asked for. Services of an earlier release know neither. */
export const errandsSchema = z.object({
  letters: z.array(idSchema),
  erasures: z.array(erasureSchema),
  exports: z.array(idSchema).default([]),
  traces: z.record(z.string(), z.string()).default({}),
});
export type Errands = z.infer<typeof errandsSchema>;

/** Letters that are safe with the notifier, erasures that it has done, and exports of which it has handed in every part. */
export const errandsTakenSchema = z.object({
  letters: z.array(idSchema),
  erasures: z.array(idSchema),
  exports: z.array(idSchema).default([]),
});
export type ErrandsTaken = z.infer<typeof errandsTakenSchema>;

/** A number with the restaurant of the order that it came with: what was said of texts to it elsewhere is not this customer's to know, as anyone can type any number. */
export const givenNumberSchema = z.object({ restaurant_id: idSchema, phone: z.string() });

/** Whose messages, mails and consents are meant: by what `orders` knows of the customer. */
export const exportedCustomerSchema = z.object({
  order_ids: z.array(idSchema),
  letter_ids: z.array(idSchema),
  numbers: z.array(givenNumberSchema),
});
export type ExportedCustomer = z.infer<typeof exportedCustomerSchema>;

/** Entries of an export that one part holds, so that its body stays small. */
export const entriesInPart = 400;
/** A part of what the notifier keeps of a customer; parts are counted from 0, and one that comes again replaces itself and all after it. */
export const exportPartSchema = z.object({
  part: z.int().min(0).max(10_000),
  messages: z.array(toldMessageSchema).max(entriesInPart),
  letters: z.array(toldLetterSchema).max(entriesInPart),
  text_consents: z.array(textConsentSchema).max(entriesInPart),
});
export type ExportPart = z.infer<typeof exportPartSchema>;

export const LetterKind = {
  /** Confirms the address of a sign-up. */
  ConfirmSignUp: 'confirm_sign_up',
  /** Tells the owner of an account that someone signed up with its address. */
  AlreadyRegistered: 'already_registered',
  ResetPassword: 'reset_password',
} as const;
export type LetterKind = (typeof LetterKind)[keyof typeof LetterKind];

/** A mail about an account. `name` is given only where the account is its reader's; `valid_minutes` says how long the link works, once. */
export const letterFactsSchema = z.object({
  kind: z.enum(LetterKind),
  email: z.string(),
  name: z.string(),
  locale: localeSchema,
  restaurant: restaurantSchema.pick({ name: true, phone: true, address: true }).nullable(),
  link: z.string(),
  valid_minutes: z.int().nullable(),
});
export type LetterFacts = z.infer<typeof letterFactsSchema>;
export const letterAnswerSchema = z.object({ letter: letterFactsSchema.nullable() });
