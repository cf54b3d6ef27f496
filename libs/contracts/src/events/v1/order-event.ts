import * as z from 'zod';
import {
  estimateSchema,
  fulfilmentSchema,
  idSchema,
  roleSchema,
  statusSchema,
  utcTimeSchema,
  versionSchema,
} from '../../primitives.ts';
import { reasonSchema } from '../../reason.ts';

/** One topic for all that happens to orders, keyed by the order, so that an order's events stay in order. */
export const orderEventsTopic = 'passline.order-events.v1';
/** Where an event that a consumer can never handle is kept. */
export const orderEventsDeadLetterTopic = 'passline.order-events.v1.dlq';

const sharedShape = {
  order_id: idSchema,
  restaurant_id: idSchema,
  order_number: z.string(),
  fulfilment: fulfilmentSchema,
  version: versionSchema,
  status: statusSchema,
  at: utcTimeSchema.meta({ description: 'When it happened, by the clock of the one who posted it' }),
  role: roleSchema,
  notes: z.string().max(500),
  reason: reasonSchema.nullable(),
  estimate: estimateSchema,
};

export const orderPlacedV1Schema = z
  .object({ ...sharedShape, from: z.null(), corrects: z.null() })
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

export const orderEventDataSchemas = {
  'passline.order.placed.v1': orderPlacedV1Schema,
  'passline.order.status_changed.v1': orderStatusChangedV1Schema,
  'passline.order.recalled.v1': orderRecalledV1Schema,
  'passline.order.delayed.v1': orderDelayedV1Schema,
} as const;
export type OrderEventType = keyof typeof orderEventDataSchemas;

const attributes = {
  id: z.string().min(1),
  source: z.string().min(1),
  subject: idSchema,
  time: utcTimeSchema,
  traceparent: z.string().optional(),
};

/** A CloudEvents 1.0 event as the services handle it; on Kafka the attributes are headers (`ce_id`, …) and `data` is the value. */
export const orderEventSchema = z.discriminatedUnion('type', [
  z.object({ ...attributes, type: z.literal('passline.order.placed.v1'), data: orderPlacedV1Schema }),
  z.object({
    ...attributes,
    type: z.literal('passline.order.status_changed.v1'),
    data: orderStatusChangedV1Schema,
  }),
  z.object({ ...attributes, type: z.literal('passline.order.recalled.v1'), data: orderRecalledV1Schema }),
  z.object({ ...attributes, type: z.literal('passline.order.delayed.v1'), data: orderDelayedV1Schema }),
]);
export type OrderEvent = z.infer<typeof orderEventSchema>;
