import {
  idSchema,
  orderEventDataSchemas,
  orderEventsDeadLetterTopic,
  orderEventSchema,
  orderEventsTopic,
} from '#libs/contracts';
import type { JsonSchema, Schemas } from './schemas.ts';

/** `passline.order.status_changed.v1` → `statusChanged`. */
const messageName = (type: string): string =>
  type
    .replace(/^passline\.order\.|\.v\d+$/g, '')
    .replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const messageRef = (channel: string, name: string): JsonSchema => ({
  $ref: `#/channels/${channel}/messages/${name}`,
});

const kafkaKey = (schemas: Schemas): JsonSchema => ({
  kafka: { key: schemas.describe(idSchema), bindingVersion: '0.5.0' },
});

/** CloudEvents 1.0 in binary mode: each attribute is a header, the data is the value. */
function headersOf(
  schemas: Schemas,
  { id, type, source, subject, time, traceparent }: (typeof orderEventSchema.options)[number]['shape'],
): JsonSchema {
  return {
    type: 'object',
    properties: {
      ce_specversion: { type: 'string', const: '1.0' },
      ce_id: { ...schemas.describe(id), description: 'The same for an event that comes twice' },
      ce_type: schemas.describe(type),
      ce_source: schemas.describe(source),
      ce_subject: { ...schemas.describe(subject), description: 'The order_id' },
      ce_time: { ...schemas.describe(time), description: 'When Passline recorded it' },
      'content-type': { type: 'string', const: 'application/json' },
      traceparent: { ...schemas.describe(traceparent), description: 'W3C trace context of the request' },
    },
    required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'content-type'],
  };
}

function messagesOf(schemas: Schemas): Record<string, JsonSchema> {
  const messages = orderEventSchema.options.map(({ shape }): [string, JsonSchema] => {
    const type = shape.type.value;
    return [
      messageName(type),
      {
        name: type,
        summary: orderEventDataSchemas[type].meta()?.description,
        contentType: 'application/json',
        headers: headersOf(schemas, shape),
        payload: schemas.describe(shape.data),
        bindings: kafkaKey(schemas),
      },
    ];
  });
  return Object.fromEntries(messages);
}

const deadLetter = (schemas: Schemas): JsonSchema => ({
  name: 'deadLetter',
  summary: 'A record that its consumer can never handle, as it came; it may be no readable event at all.',
  payload: {},
  bindings: kafkaKey(schemas),
});

/** The topics on which order events travel, and what the services do there. */
export function orderEventComponents(schemas: Schemas): {
  readonly channels: JsonSchema;
  readonly operations: JsonSchema;
} {
  const messages = messagesOf(schemas);
  const servers = [{ $ref: '#/servers/kafka' }];
  return {
    channels: {
      orderEvents: {
        address: orderEventsTopic,
        title: 'What happened to orders',
        description:
          "Keyed by the order, so that the events of one order come in order. Each carries the next `version` of its order, from 1 on: drop one whose version you have had. At least once; nobody's personal data.",
        servers,
        messages,
      },
      orderEventsDeadLetters: {
        address: orderEventsDeadLetterTopic,
        title: 'What a consumer could never handle',
        servers,
        messages: { deadLetter: deadLetter(schemas) },
      },
    },
    operations: {
      publishOrderEvents: {
        action: 'send',
        channel: { $ref: '#/channels/orderEvents' },
        summary: 'orders publishes what it has committed; tracking-gateway and notifier read it.',
        messages: Object.keys(messages).map((name) => messageRef('orderEvents', name)),
      },
      parkDeadLetters: {
        action: 'send',
        channel: { $ref: '#/channels/orderEventsDeadLetters' },
        messages: [messageRef('orderEventsDeadLetters', 'deadLetter')],
      },
    },
  };
}
