import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Catch, Controller, Scope, UseFilters } from '@nestjs/common';
import type { ExceptionFilter, INestApplication, LoggerService, Type } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import type { CustomStrategy } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { EMPTY, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { orderEventsTopic, OrderEventType } from '#libs/contracts';
import type { OrderEvent } from '#libs/contracts';
import { decodeOrderEvent, encodeOrderEvent, UnreadableEventError } from '../cloud-events/cloud-event.ts';
import { EventLogContext } from './event-log.context.ts';
import { EventLogServer } from './event-log.server.ts';
import { PermanentHandlerError, PublishError } from '../event-log.ts';
import type { LogRecord } from '../event-log.ts';
import { eventually, Gate } from '../eventually.contract.ts';
import { InProcessEventLog } from '../in-process/in-process.event-log.ts';
import { OnOrderEvent } from './on-order-event.ts';

const orderId = '01981a2b-3c4d-7e5f-8a6b-9c0d1e2f3a4b';

function statusChanged(version = 2): OrderEvent {
  return {
    id: `event-${version}`,
    type: OrderEventType.StatusChanged,
    source: '/passline/orders',
    subject: orderId,
    time: '2025-07-18T11:04:29.057Z',
    data: {
      order_id: orderId,
      restaurant_id: '01980000-0000-7000-8000-00000000000a',
      order_number: 'ONLINE-000001',
      fulfilment: 'pickup',
      version,
      from: 'confirmed',
      status: 'cooking',
      at: '2025-07-18T11:04:29.050Z',
      role: 'kitchen',
      notes: '',
      reason: null,
      corrects: null,
      estimate: null,
    },
  };
}

const silent: LoggerService = { log: () => undefined, warn: () => undefined, error: () => undefined };

class SendRefused extends PermanentHandlerError {}

/** What the handlers under test do with the next events. */
let behaviour: (events: readonly OrderEvent[]) => unknown;
let notified: OrderEvent[];
let contexts: EventLogContext[];
let shown: OrderEvent[];
let showings: number;
let reports: Error[];

@Controller()
class NotifyCustomerConsumer {
  @OnOrderEvent({ consumer: 'notifier', durable: true })
  notify(@Payload() events: readonly OrderEvent[], @Ctx() context: EventLogContext): unknown {
    contexts.push(context);
    notified.push(...events);
    return behaviour(events);
  }
}

@Controller()
class BroadcastConsumer {
  @OnOrderEvent({ consumer: 'gateway', durable: false })
  async show(@Payload() events: readonly OrderEvent[]): Promise<void> {
    showings += 1;
    shown.push(...events);
  }
}

@Controller({ scope: Scope.REQUEST })
class RequestScopedConsumer {
  @OnOrderEvent({ consumer: 'notifier', durable: true })
  notify(@Payload() events: readonly OrderEvent[]): unknown {
    return behaviour(events);
  }
}

@Catch()
class SwallowEverything implements ExceptionFilter {
  catch(): Observable<never> {
    return EMPTY;
  }
}

@Controller()
@UseFilters(new SwallowEverything())
class CarelessConsumer {
  @OnOrderEvent({ consumer: 'notifier', durable: true })
  notify(@Payload() events: readonly OrderEvent[]): unknown {
    return behaviour(events);
  }
}

@Controller()
class SecondNotifierConsumer {
  @OnOrderEvent({ consumer: 'notifier', durable: true })
  async notify(): Promise<void> {}
}

@Controller()
class UnmarkedConsumer {
  @EventPattern({ topic: orderEventsTopic })
  async show(): Promise<void> {}
}

@Controller()
class AskingController {
  @MessagePattern('what-is-the-status')
  async answer(): Promise<string> {
    return 'cooking';
  }
}

describe('a Nest application on the event log', () => {
  let log: InProcessEventLog;
  let server: EventLogServer;
  let app: INestApplication | undefined;

  beforeEach(() => {
    behaviour = () => undefined;
    [notified, shown, contexts, reports] = [[], [], [], []];
    showings = 0;
    log = new InProcessEventLog({
      onError: (error) => reports.push(error),
      retry: { attempts: 2, delay: async () => undefined },
    });
    server = new EventLogServer(log);
  });

  afterEach(async () => {
    await app?.close();
    await log.close();
    app = undefined;
  });

  async function start(...controllers: readonly Type[]): Promise<void> {
    const module = await Test.createTestingModule({ controllers: [...controllers] })
      .setLogger(silent)
      .compile();
    app = module.createNestApplication(new FastifyAdapter());
    app.connectMicroservice<CustomStrategy>({ strategy: server });
    await app.startAllMicroservices();
  }

  const publish = (record: LogRecord = encodeOrderEvent(statusChanged())): Promise<void> =>
    log.publish([record]);

  async function refusal(): Promise<{ readonly retryable?: boolean; readonly cause?: Error }> {
    const error: unknown = await publish().catch((thrown: unknown) => thrown);
    return (error instanceof PublishError ? error.failures[0] : undefined) ?? {};
  }

  it('hands the decoded event to the handler, with the record it came in', async () => {
    await start(NotifyCustomerConsumer);
    const record = encodeOrderEvent(statusChanged());
    await publish(record);
    expect(notified).toEqual([decodeOrderEvent(record)]);
    expect(contexts[0]).toBeInstanceOf(EventLogContext);
    expect(contexts[0]?.getRecords()).toMatchObject([record]);
  });

  it('does not let a failing consumer take another one of the same topic with it', async () => {
    await start(NotifyCustomerConsumer, BroadcastConsumer);
    behaviour = () => Promise.reject(new Error('the database is away'));
    expect(await refusal()).toMatchObject({ retryable: true });
    await eventually(() => shown.length > 0, 'the event on the screen');
    expect(shown).toHaveLength(1);
    expect(notified).toHaveLength(2);
  });

  it('counts an event as published only when the handler has ended', async () => {
    await start(NotifyCustomerConsumer);
    const gate = new Gate();
    behaviour = () => gate.opened;
    let published = false;
    const publishing = publish().then(() => (published = true));
    await eventually(() => notified.length === 1, 'the event in hand');
    expect(published).toBe(false);
    gate.open();
    await publishing;
  });

  it('hands over together what came of several orders at once, and takes none along with one that fails', async () => {
    await start(NotifyCustomerConsumer);
    const ids = [1, 2, 3].map((last) => `01981a2b-3c4d-7e5f-8a6b-00000000000${String(last)}`);
    const records = ids.map((order_id) => {
      const event = statusChanged();
      return encodeOrderEvent({
        ...event,
        subject: order_id,
        data: { ...event.data, order_id },
      } as OrderEvent);
    });
    await log.publish(records);
    expect(contexts.map((context) => context.getRecords().map(({ key }) => key))).toEqual([ids]);
    behaviour = (events) => {
      if (events.some(({ subject }) => subject === ids[1])) throw new SendRefused('no such template');
    };
    const error: unknown = await log.publish(records).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failures: [{ index: 1, retryable: false }] });
  });

  it('gives the events of one order to a handler one after the other', async () => {
    await start(NotifyCustomerConsumer);
    let atWork = 0;
    let most = 0;
    behaviour = async () => {
      most = Math.max(most, ++atWork);
      await new Promise((resolve) => setImmediate(resolve));
      atWork -= 1;
    };
    await Promise.all([2, 3, 4, 5].map((version) => publish(encodeOrderEvent(statusChanged(version)))));
    expect(notified.map((event) => event.data.version)).toEqual([2, 3, 4, 5]);
    expect(most).toBe(1);
  });

  describe.each([
    ['a plain controller', NotifyCustomerConsumer],
    ['a request-scoped controller', RequestScopedConsumer],
    ['a controller whose filter swallows everything', CarelessConsumer],
  ])('in %s', (_, controller) => {
    beforeEach(() => start(controller));

    it.each<[string, () => unknown]>([
      [
        'thrown',
        () => {
          throw new SendRefused('no such template');
        },
      ],
      ['rejected', () => Promise.reject(new SendRefused('no such template'))],
      [
        'wrapped in an RpcException',
        () => {
          throw new RpcException(new SendRefused('no such template'));
        },
      ],
      ['sent down an observable', () => throwError(() => new SendRefused('no such template'))],
    ])('fails an event for good on a permanent error that was %s', async (_how, fail) => {
      behaviour = fail;
      const { retryable, cause } = await refusal();
      expect(retryable).toBe(false);
      expect(cause).toBeInstanceOf(SendRefused);
      expect(cause?.message).toBe('no such template');
    });

    it.each<[string, Error]>([
      ['a TypeError', new TypeError("Cannot read properties of undefined (reading 'status')")],
      ['an RpcException of a text', new RpcException('not now')],
    ])('keeps an event for later on %s, with the very error as its cause', async (_what, error) => {
      behaviour = () => Promise.reject(error);
      const { retryable, cause } = await refusal();
      expect(retryable).toBe(true);
      expect(cause).toBe(error);
    });

    it('counts an event as handled that the handler answers with an empty observable', async () => {
      behaviour = () => EMPTY;
      await expect(publish()).resolves.toBeUndefined();
    });
  });

  it('fails for good an event that cannot be read, and does not trouble the handler', async () => {
    await start(NotifyCustomerConsumer);
    const unreadable = { ...encodeOrderEvent(statusChanged()), value: 'not json' };
    await expect(publish(unreadable)).rejects.toMatchObject({
      failures: [{ retryable: false, cause: expect.any(UnreadableEventError) }],
    });
    expect(notified).toEqual([]);
  });

  it('shows a screen together what came together, but for an event that cannot be read', async () => {
    await start(BroadcastConsumer);
    const [second, third] = [encodeOrderEvent(statusChanged(2)), encodeOrderEvent(statusChanged(3))];
    await log.publish([second, { ...second, value: 'not json' }, third]);
    await eventually(() => reports.length > 0, 'the report of the one');
    expect(shown).toEqual([decodeOrderEvent(second), decodeOrderEvent(third)]);
    expect(showings).toBe(1);
    expect(reports).toEqual([expect.any(UnreadableEventError)]);
  });

  it('waits for the handler even where a processing hook passes no result on', async () => {
    const ended: unknown[] = [];
    server.setOnProcessingStartHook((_transport, _context, done) => {
      void done();
    });
    server.setOnProcessingEndHook((_transport, context) => ended.push(context));
    await start(NotifyCustomerConsumer);
    behaviour = () => Promise.reject(new SendRefused('no such template'));
    expect(await refusal()).toMatchObject({ retryable: false });
    await eventually(() => ended.length === 1, 'the end of the processing span');
  });

  it('tells the health of each consumer', async () => {
    expect(server.healthy).toBe(false);
    await start(NotifyCustomerConsumer, BroadcastConsumer);
    expect(server.health()).toEqual([
      { consumer: 'notifier', healthy: true, parked: 0 },
      { consumer: 'gateway', healthy: true, parked: 0 },
    ]);
    expect(server.healthy).toBe(true);
    await app?.close();
    expect(server.health().map(({ healthy }) => healthy)).toEqual([false, false]);
    expect(server.healthy).toBe(false);
  });

  it('tells how many events each consumer has still to handle', async () => {
    await start(NotifyCustomerConsumer, BroadcastConsumer);
    const gate = new Gate();
    behaviour = () => gate.opened;
    const publishing = publish();
    await eventually(() => notified.length === 1, 'the event in hand');
    expect(await server.lag()).toContainEqual({ consumer: 'notifier', partition: 0, events: 1 });
    gate.open();
    await publishing;
    expect(await server.lag()).toContainEqual({ consumer: 'notifier', partition: 0, events: 0 });
  });

  it('finishes the event in hand before the application closes, and loses none after it', async () => {
    await start(NotifyCustomerConsumer);
    const gate = new Gate();
    behaviour = () => gate.opened;
    const publishing = publish();
    await eventually(() => notified.length === 1, 'the event in hand');
    const closing = app?.close();
    gate.open();
    await closing;
    await publishing;
    expect(await refusal()).toMatchObject({ retryable: true });
  });

  it('does not start when a consumer cannot take its place, and leaves none running', async () => {
    const taken = await log.consume({
      name: 'notifier',
      topic: orderEventsTopic,
      durable: true,
      handle: async () => undefined,
    });
    await expect(start(BroadcastConsumer, NotifyCustomerConsumer)).rejects.toThrow('"notifier" consumes');
    expect(server.health().map(({ healthy }) => healthy)).toEqual([false, false]);
    await taken.stop();
  });

  it.each<[string, readonly Type[], string]>([
    [
      'two handlers of one consumer',
      [NotifyCustomerConsumer, SecondNotifierConsumer],
      '"notifier" has two handlers',
    ],
    ['a bare event pattern', [UnmarkedConsumer], 'must be marked with @OnOrderEvent'],
    ['a request that expects an answer', [AskingController], 'must be marked with @OnOrderEvent'],
  ])('refuses %s', async (_, controllers, sentence) => {
    await expect(start(...controllers)).rejects.toThrow(sentence);
  });

  it('gives out the log it runs on, and has no events of its own', () => {
    expect(server.unwrap()).toBe(log);
    expect(() => server.on()).toThrow('health()');
  });
});
