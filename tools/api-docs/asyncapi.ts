import { stringify } from 'yaml';
import { handshakeSchema } from '#libs/contracts';
import { orderEventComponents } from './order-events.ts';
import { type JsonSchema, Schemas } from './schemas.ts';
import { socketComponents } from './sockets.ts';

/** Where the document is kept in the repository. */
export const asyncApiFile = 'docs/asyncapi.yaml';

export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly info: JsonSchema;
  readonly servers: JsonSchema;
  readonly channels: JsonSchema;
  readonly operations: JsonSchema;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const info = {
  title: 'Passline',
  version: '1',
  description:
    'What Passline says without being asked: order events on Kafka, and frames on sockets. The HTTP API is described by the running service at /api/openapi.json. Pass over fields that you do not know: a release may add some.',
  license: { name: 'MIT' },
};

const servers = (schemas: Schemas): JsonSchema => ({
  kafka: { host: '{brokers}', protocol: 'kafka', variables: { brokers: { default: 'localhost:9092' } } },
  sockets: {
    host: '{host}',
    pathname: '/socket.io',
    protocol: 'socketio',
    description:
      'Socket.IO 4. A refused handshake is a `connect_error` whose `data` is the problem; a gateway that is not ready answers 503 at the transport.',
    variables: { host: { default: 'localhost:3000' } },
    'x-handshake-auth': schemas.describe(handshakeSchema, 'input'),
  },
});

/**
 * All that Passline sends and takes besides HTTP, from the schemas that the services themselves check it by.
 */
export function asyncApiDocument(): AsyncApiDocument {
  const schemas = new Schemas();
  const events = orderEventComponents(schemas);
  const sockets = socketComponents(schemas);
  const parts = {
    servers: servers(schemas),
    channels: { ...events.channels, ...sockets.channels },
    operations: { ...events.operations, ...sockets.operations },
  };
  return { asyncapi: '3.0.0', info, ...parts, components: { schemas: schemas.named() } };
}

/** The document as it is kept; the same every time as long as the schemas are the same. */
export function asyncApiYaml(): string {
  return `# Made from libs/contracts by "npm run docs:asyncapi": change the schemas, not this file.\n${stringify(asyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
