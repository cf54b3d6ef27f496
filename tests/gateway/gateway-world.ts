import 'reflect-metadata';
import { Global, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import {
  type FollowAnswer,
  followAnswerSchema,
  type OrderChanged,
  orderChangedSchema,
  type OrderEvent,
  problemSchema,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';
import { encodeOrderEvent, EventLogServer, InProcessEventLog } from '#libs/messaging';
import { createHttpAdapter, createLogger, ProblemFilter } from '#libs/service-kit';
import {
  EVENT_LOG_HEALTH,
  SocketAdapter,
  TrackingGatewayModule,
  trackingGatewaySettingsSchema,
} from '../../apps/tracking-gateway/src/index.ts';
import { OrdersStandIn, serviceClient } from './orders-stand-in.ts';

interface Beside {
  readonly gateways?: readonly Type[];
  readonly controllers?: readonly Type[];
  /** What has happened at `orders` before the gateway starts. */
  readonly before?: (orders: OrdersStandIn) => void;
}

/**
 * A gateway as it runs, on a real port, a real log and real sockets; `orders` alone is a stand-in, behind its
 * HTTP boundary.
 */
export class GatewayWorld {
  readonly orders = new OrdersStandIn();
  readonly log = new InProcessEventLog({
    onError: (error) => {
      throw error;
    },
  });
  readonly clients: Socket[] = [];
  /** What the gateway is told of its consumer; a test may say otherwise. */
  healthy: () => boolean = () => this.#server.healthy;
  readonly #server = new EventLogServer(this.log);
  #app: NestFastifyApplication | undefined;
  url = '';

  /** @param beside gateways and controllers that stand beside the gateway's own */
  static async open(
    settings: Readonly<Record<string, string>> = {},
    beside: Beside = {},
  ): Promise<GatewayWorld> {
    const world = new GatewayWorld();
    await world.orders.open();
    beside.before?.(world.orders);
    await world.#start(settings, beside);
    return world;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.disconnect();
    await this.stop();
    await this.log.close();
    await this.orders.close();
  }

  async stop(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async publish(...events: readonly OrderEvent[]): Promise<void> {
    await this.log.publish(events.map((event) => encodeOrderEvent(event)));
  }

  async metrics(): Promise<string> {
    return (await fetch(`${this.url}/metrics`)).text();
  }

  client(
    namespace: SocketNamespace,
    token: string | undefined,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Socket {
    const client = io(this.url + namespace, {
      auth: token === undefined ? {} : { token },
      transports: ['websocket'],
      forceNew: true,
      ...options,
    });
    this.clients.push(client);
    return client;
  }

  /** A connected client. @throws Error with the problem where the handshake is refused */
  async connect(...args: Parameters<GatewayWorld['client']>): Promise<Socket> {
    const client = this.client(...args);
    await new Promise<void>((resolve, reject) => {
      client.once('connect', resolve);
      client.once('connect_error', reject);
    });
    return client;
  }

  async #start(settings: Readonly<Record<string, string>>, beside: Beside): Promise<void> {
    const logger = createLogger('gateway', 'silent');
    const read = trackingGatewaySettingsSchema.parse({
      SERVICE_CLIENT_ID: serviceClient.id,
      SERVICE_CLIENT_SECRET: serviceClient.secret,
      ...settings,
    });
    const world = composed(
      TrackingGatewayModule.with({ settings: read, ordersUrl: this.orders.url, logger }),
      () => this.healthy(),
      beside,
    );
    const problems = new ProblemFilter(logger);
    const app = await NestFactory.create<NestFastifyApplication>(
      world,
      createHttpAdapter({ trustProxy: false, problems }),
      { logger: ['error'] },
    );
    app.useGlobalFilters(problems);
    app.useWebSocketAdapter(new SocketAdapter(app));
    app.connectMicroservice({ strategy: this.#server });
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    this.url = await app.getUrl();
    this.#app = app;
  }
}

function composed(
  gateway: ReturnType<typeof TrackingGatewayModule.with>,
  healthy: () => boolean,
  { gateways = [], controllers = [] }: Beside,
) {
  @Global()
  @Module({ providers: [{ provide: EVENT_LOG_HEALTH, useValue: healthy }], exports: [EVENT_LOG_HEALTH] })
  class EventLogHealthModule {}

  @Module({
    imports: [EventLogHealthModule, gateway],
    providers: [...gateways],
    controllers: [...controllers],
  })
  class World {}
  return World;
}

/** Follows an order; the answer is what the contract says it is. */
export async function follow(client: Socket, message?: unknown): Promise<FollowAnswer> {
  const answer: unknown = await (message === undefined
    ? client.timeout(10_000).emitWithAck(SocketEvent.Follow)
    : client.timeout(10_000).emitWithAck(SocketEvent.Follow, message));
  return followAnswerSchema.parse(answer);
}

/** The snapshot of a granted follow. @throws Error naming the refusal */
export function granted(answer: FollowAnswer) {
  if (!answer.ok) throw new Error(`refused: ${answer.problem.code}`);
  return answer.snapshot;
}

/** Something that reached a client. */
export interface Heard {
  readonly event: string;
  /** An event's data, the reason of a disconnect, or the code with which a handshake was refused. */
  readonly value?: unknown;
}

/**
 * All that a client hears, in order, from its making on: what the gateway sends along with the connection
 * would be gone for a listener that comes once the client is connected.
 */
export function heardBy(client: Socket): Heard[] {
  if (client.connected) throw new Error('it is connected already, and may have heard something by now');
  const heard: Heard[] = [];
  client.on('connect', () => heard.push({ event: 'connect' }));
  client.on('disconnect', (reason) => heard.push({ event: 'disconnect', value: reason }));
  client.on('connect_error', (error) => heard.push({ event: 'connect_error', value: codeOf(error) }));
  client.onAny((event: string, value: unknown) => heard.push({ event, value }));
  return heard;
}

const codeOf = (error: Error & { readonly data?: unknown }): string =>
  problemSchema.safeParse(error.data).data?.code ?? error.message;

/** Every change that a client is shown, from now on. */
export function shown(client: Socket): OrderChanged[] {
  const frames: OrderChanged[] = [];
  client.on(SocketEvent.OrderChanged, (frame: unknown) => {
    frames.push(orderChangedSchema.parse(frame));
  });
  return frames;
}

export const versions = (frames: readonly OrderChanged[]): number[] => frames.map(({ version }) => version);

/** A door that stays shut until it is opened. */
export class Gate {
  readonly #door = Promise.withResolvers<undefined>();
  readonly #reached = Promise.withResolvers<undefined>();

  /** Someone has come to the door. */
  get reached(): Promise<undefined> {
    return this.#reached.promise;
  }

  pass(): Promise<undefined> {
    this.#reached.resolve(undefined);
    return this.#door.promise;
  }

  open(): void {
    this.#door.resolve(undefined);
  }
}
