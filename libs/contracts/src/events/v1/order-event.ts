import * as z from 'zod';
import { ChangeType } from '#libs/status-machine';
import { longestNotes } from '../../limits.ts';
import {
  estimateSchema,
  fulfilmentSchema,
  idSchema,
  roleSchema,
  statusSchema,
  utcTimeSchema,
  versionSchema,
} from '../../primitives.ts';
import { amendedPartSchema, lineStateSchema, paymentSchema, piecesSchema } from '../../http/order-content.ts';
import { acceptBySchema } from '../../http/snapshot.ts';
import { reasonSchema } from '../../reason.ts';

/** One topic for all that happens to orders, keyed by the order, so that an order's events stay in order. */
export const orderEventsTopic = 'passline.order-events.v1';
/** Where an event that a consumer can never handle is kept. */
export const orderEventsDeadLetterTopic = 'passline.order-events.v1.dlq';

/** Who tells of it, as a CloudEvents `source`. */
export const orderEventsSource = '/passline/orders';

/** What can happen to an order, as a CloudEvents `type`. */
export const OrderEventType = {
  Placed: 'passline.order.placed.v1',
  StatusChanged: 'passline.order.status_changed.v1',
  Recalled: 'passline.order.recalled.v1',
  Delayed: 'passline.order.delayed.v1',
  Amended: 'passline.order.amended.v1',
} as const;
export type OrderEventType = (typeof OrderEventType)[keyof typeof OrderEventType];

/** The event that tells of each kind of entry in an order's history. */
export const eventTypeOfChange = {
  [ChangeType.Placed]: OrderEventType.Placed,
  [ChangeType.StatusChanged]: OrderEventType.StatusChanged,
  [ChangeType.Recalled]: OrderEventType.Recalled,
  [ChangeType.Delayed]: OrderEventType.Delayed,
  [ChangeType.Amended]: OrderEventType.Amended,
} as const satisfies Readonly<Record<ChangeType, OrderEventType>>;

/** The kind of entry that each event tells of. */
export const changeTypeOfEvent = {
  [OrderEventType.Placed]: ChangeType.Placed,
  [OrderEventType.StatusChanged]: ChangeType.StatusChanged,
  [OrderEventType.Recalled]: ChangeType.Recalled,
  [OrderEventType.Delayed]: ChangeType.Delayed,
  [OrderEventType.Amended]: ChangeType.Amended,
} as const satisfies Readonly<Record<OrderEventType, ChangeType>>;

const sharedShape = {
  order_id: idSchema,
  restaurant_id: idSchema,
  order_number: z.string(),
  // An event of the release before has neither.
  display_number: z.string().optional(),
  external_id: z.string().nullable().optional(),
  fulfilment: fulfilmentSchema,
  version: versionSchema,
  status: statusSchema,
  at: utcTimeSchema.meta({ description: 'When it happened, by the clock of the one who posted it' }),
  role: roleSchema,
  notes: z.string().max(longestNotes),
  reason: reasonSchema.nullable(),
  estimate: estimateSchema,
  accept_by: acceptBySchema,
  scheduled_for: utcTimeSchema.nullable().optional(),
  has_contact: z
    .boolean()
    .optional()
    .meta({ description: 'False where the order names nobody who could be written to' }),
};

export const orderPlacedV1Schema = z
  .object({
    ...sharedShape,
    from: z.null(),
    corrects: z.null(),
    pieces: piecesSchema.optional().meta({ description: 'How many there are in the order' }),
  })
  .meta({ id: 'OrderPlacedV1', description: 'An order was placed; its version is 1.' });
export const orderStatusChangedV1Schema = z
  .object({ ...sharedShape, from: statusSchema, corrects: z.null() })
  .meta({ id: 'OrderStatusChangedV1', description: 'An order moved from one status to another.' });
export const orderRecalledV1Schema = z
  .object({ ...sharedShape, from: statusSchema, corrects: versionSchema })
  .meta({
    id: 'OrderRecalledV1',
    description: 'The status change of version `corrects` was undone; `status` is the one before it.',
  });
export const orderDelayedV1Schema = z
  .object({ ...sharedShape, from: statusSchema, corrects: z.null(), minutes: z.int().min(1) })
  .meta({ id: 'OrderDelayedV1', description: 'The estimate moved by `minutes`; the status did not.' });
/** What an amendment tells beside the names of what changed: nothing personal. */
export const amendedShape = {
  changed: z.array(amendedPartSchema).min(1),
  items: z.array(lineStateSchema).optional().meta({ description: 'The lines whose state changed' }),
  payment: paymentSchema.optional(),
  items_done: piecesSchema.optional(),
  items_total: piecesSchema.optional(),
};
export const orderAmendedV1Schema = z
  .object({ ...sharedShape, from: statusSchema, corrects: z.null(), ...amendedShape })
  .meta({
    id: 'OrderAmendedV1',
    description: 'What `changed` names is another than before; the status is not.',
  });

export const orderEventDataSchemas = {
  [OrderEventType.Placed]: orderPlacedV1Schema,
  [OrderEventType.StatusChanged]: orderStatusChangedV1Schema,
  [OrderEventType.Recalled]: orderRecalledV1Schema,
  [OrderEventType.Delayed]: orderDelayedV1Schema,
  [OrderEventType.Amended]: orderAmendedV1Schema,
} as const satisfies Readonly<Record<OrderEventType, z.ZodType>>;

const attributes = {
  id: z.string().min(1),
  source: z.string().min(1),
  subject: idSchema,
  time: utcTimeSchema,
  traceparent: z.string().optional(),
};

/**
 * A CloudEvents 1.0 event as the services handle it; on Kafka the attributes are headers (`ce_id`, …) and
 * `data` is the value.
 */
export const orderEventSchema = z.discriminatedUnion('type', [
  z.object({ ...attributes, type: z.literal(OrderEventType.Placed), data: orderPlacedV1Schema }),
  z.object({
    ...attributes,
    type: z.literal(OrderEventType.StatusChanged),
    data: orderStatusChangedV1Schema,
  }),
  z.object({ ...attributes, type: z.literal(OrderEventType.Recalled), data: orderRecalledV1Schema }),
  z.object({ ...attributes, type: z.literal(OrderEventType.Delayed), data: orderDelayedV1Schema }),
  z.object({ ...attributes, type: z.literal(OrderEventType.Amended), data: orderAmendedV1Schema }),
]);
export type OrderEvent = z.infer<typeof orderEventSchema>;
