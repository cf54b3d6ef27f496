import type * as z from 'zod';
import {
  boardOrderSchema,
  drainingSchema,
  followAnswerSchema,
  followSchema,
  orderAttentionSchema,
  orderChangedSchema,
  paceSchema,
  renewAnswerSchema,
  renewSchema,
  Scope,
  SocketEvent,
  SocketNamespace,
  tokenExpiringSchema,
  unfollowAnswerSchema,
  unfollowSchema,
} from '#libs/contracts';
import type { JsonSchema, Schemas } from './schemas.ts';

interface Frame {
  readonly key: string;
  /** The Socket.IO event; what answers an event by acknowledgement has none. */
  readonly event?: string;
  readonly summary: string;
  readonly schema: z.ZodType;
  readonly io?: 'input';
}

const orderChanged: Frame = {
  key: 'orderChanged',
  event: SocketEvent.OrderChanged,
  summary: 'One event of an order; `version` is the cursor',
  schema: orderChangedSchema,
};
const draining: Frame = {
  key: 'draining',
  event: SocketEvent.Draining,
  summary: 'The server is about to stop: come back after so many milliseconds',
  schema: drainingSchema,
};
const tokenExpiring: Frame = {
  key: 'tokenExpiring',
  event: SocketEvent.TokenExpiring,
  summary: 'The token of this socket ends within a minute: `renew` it, or the connection is closed then',
  schema: tokenExpiringSchema,
};
const orderPlaced: Frame = {
  key: 'orderPlaced',
  event: SocketEvent.OrderPlaced,
  summary: 'A new order of the restaurant, without contact and address',
  schema: boardOrderSchema,
};

const orderAttention: Frame = {
  key: 'orderAttention',
  event: SocketEvent.OrderAttention,
  summary: 'What of an order somebody should look after has changed; nothing of it where that is over',
  schema: orderAttentionSchema,
};
const paceChanged: Frame = {
  key: 'paceChanged',
  event: SocketEvent.PaceChanged,
  summary: 'The restaurant takes its orders at another pace, or none',
  schema: paceSchema,
};

/** What a client asks, with what it is answered by acknowledgement. */
interface Question {
  readonly ask: Frame;
  readonly answer: Frame;
}

const renew: Question = {
  ask: {
    key: 'renew',
    event: SocketEvent.Renew,
    summary: 'Another token of the same person, device or link, by which the socket goes on',
    schema: renewSchema,
    io: 'input',
  },
  answer: { key: 'renewAnswer', summary: 'The acknowledgement of `renew`', schema: renewAnswerSchema },
};
const questions: readonly Question[] = [
  {
    ask: {
      key: 'follow',
      event: SocketEvent.Follow,
      summary: '`order_id` may be left out with a tracking token; `since` is the version already known',
      schema: followSchema,
      io: 'input',
    },
    answer: {
      key: 'followAnswer',
      summary: 'The acknowledgement of `follow`; with `since`, `status_history` holds only newer versions',
      schema: followAnswerSchema,
    },
  },
  {
    ask: {
      key: 'unfollow',
      event: SocketEvent.Unfollow,
      summary: 'No more of this order',
      schema: unfollowSchema,
      io: 'input',
    },
    answer: {
      key: 'unfollowAnswer',
      summary: 'The acknowledgement of `unfollow`',
      schema: unfollowAnswerSchema,
    },
  },
  renew,
];

const namespaces = [
  {
    key: 'tracking',
    address: SocketNamespace.Tracking,
    title: 'Following single orders',
    description: `Namespace \`${SocketNamespace.Tracking}\`: with an access or a tracking token, whoever may read an order follows it.`,
    sends: [orderChanged, draining, tokenExpiring],
    questions,
  },
  {
    key: 'board',
    address: SocketNamespace.Board,
    title: 'All orders of a restaurant',
    description: `Namespace \`${SocketNamespace.Board}\`: staff, and devices with the scope \`${Scope.OrdersRead}\`, see their restaurant from the connection on.`,
    sends: [orderPlaced, orderChanged, orderAttention, paceChanged, draining, tokenExpiring],
    questions: [renew],
  },
] as const;
type Namespace = (typeof namespaces)[number];

const messageOf = (schemas: Schemas, { event, summary, schema, io }: Frame): JsonSchema => ({
  ...(event !== undefined && { name: event }),
  summary,
  contentType: 'application/json',
  payload: schemas.describe(schema, io),
});

function channelOf(
  schemas: Schemas,
  { address, title, description, sends, questions: asked }: Namespace,
): JsonSchema {
  const frames = [...asked.flatMap(({ ask, answer }) => [ask, answer]), ...sends];
  const messages = Object.fromEntries(frames.map((frame) => [frame.key, messageOf(schemas, frame)]));
  return { address, title, description, servers: [{ $ref: '#/servers/sockets' }], messages };
}

function operationsOf({
  key,
  sends,
  questions: asked,
}: Namespace): readonly (readonly [string, JsonSchema])[] {
  const channel = { $ref: `#/channels/${key}` };
  const messages = (frame: Frame): JsonSchema[] => [{ $ref: `#/channels/${key}/messages/${frame.key}` }];
  const named = (frame: Frame): string => `${key}${frame.key.charAt(0).toUpperCase()}${frame.key.slice(1)}`;
  return [
    ...asked.map(
      ({ ask, answer }) =>
        [
          named(ask),
          {
            action: 'receive',
            channel,
            messages: messages(ask),
            reply: { channel, messages: messages(answer) },
          },
        ] as const,
    ),
    ...sends.map((frame) => [named(frame), { action: 'send', channel, messages: messages(frame) }] as const),
  ];
}

/** The Socket.IO namespaces as channels, and what is said there. */
export function socketComponents(schemas: Schemas): {
  readonly channels: JsonSchema;
  readonly operations: JsonSchema;
} {
  return {
    channels: Object.fromEntries(
      namespaces.map((namespace) => [namespace.key, channelOf(schemas, namespace)]),
    ),
    operations: Object.fromEntries(namespaces.flatMap(operationsOf)),
  };
}
