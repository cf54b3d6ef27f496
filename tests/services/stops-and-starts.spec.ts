import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drainingSchema, SocketEvent } from '#libs/contracts';
import { kafkaJars } from '../../tools/local-kafka/jars.ts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Owner } from '../support/owner.ts';
import { aCustomer, Providers } from '../support/providers.ts';
import { Screen } from '../support/screens.ts';
import { Services, servicesStartTimeoutMs } from '../support/services.ts';
import { runProgramHere } from './command.ts';
import { DatabaseHold } from './database-hold.ts';
import { logLines } from './log-lines.ts';

/** By which rights can be taken away while everything runs. */
const withRights = {
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'allow.everyone.if.no.acl.found': 'true',
};

let providers: Providers;
let services: Services;
let owner: Owner;
let cashier: Api;

beforeAll(async () => {
  providers = await Providers.start();
  services = await Services.start({
    settings: { ...providers.settings, NOTIFY_HOLD_MS: '0' },
    instances: { orders: 2 },
    kafkaSettings: withRights,
  });
  owner = await Owner.at(services.database.adminUrl);
  cashier = await Api.as(services.url, 'cashier');
}, servicesStartTimeoutMs);

afterAll(async () => {
  await owner.leave();
  await services.stop();
  await providers.down();
}, 60_000);

const linkOf = ({ tracking_url }: { readonly tracking_url: string }): string =>
  tracking_url.split('#')[1] ?? '';

/** What a health path answers, and what it says is missing. */
async function health(
  url: string,
  path: 'live' | 'ready',
): Promise<{ readonly status: number; readonly detail?: string }> {
  const answer = await fetch(`${url}/health/${path}`);
  const { detail } = (await answer.json()) as { readonly detail?: string };
  return { status: answer.status, ...(detail !== undefined && { detail }) };
}

describe('a service that is told to stop', () => {
  it('finishes the change in hand, takes no other, and leaves nothing out: its event is published by the next', async () => {
    const order = await cashier.place({ fulfilment: 'pickup' });
    const screen = await Screen.open(services.url, linkOf(order));
    const [one] = services.all('orders');
    const direct = new Api(one!.url, cashier.token);
    const hold = await DatabaseHold.by(
      services.database.adminUrl,
      'SELECT FROM passline.orders WHERE order_id = $1 FOR UPDATE',
      [order.order_id],
    );
    const changing = direct.change(order.order_id, 'update-status', { status: 'confirmed' });
    await eventually(() => hold.holdsUp(), 'the change to be in hand');
    const ending = one!.end('SIGTERM');
    await eventually(
      () =>
        fetch(`${one!.url}/health/live`).then(
          () => false,
          () => true,
        ),
      'nobody else to be let in',
    );
    await hold.release();
    expect((await changing).status).toBe(200);
    expect(await ending).toBe(0);
    expect(await screen.frame(2)).toMatchObject({ status: 'confirmed' });
    screen.close();
    await one!.start();
  });

  it('tells every screen when to come back, before a gateway closes the connections', async () => {
    const order = await cashier.place({ fulfilment: 'pickup' });
    const screens = await Promise.all(
      Array.from({ length: 10 }, () => Screen.open(services.url, linkOf(order))),
    );
    const told = screens.map(({ socket }) => {
      const heard: string[] = [];
      socket.once(SocketEvent.Draining, (frame: unknown) => {
        heard.push(`told ${String(drainingSchema.parse(frame).reconnect_in_ms <= 5_000)}`);
      });
      socket.once('disconnect', (reason) => {
        heard.push(reason);
      });
      return heard;
    });
    expect(await services.one('tracking-gateway').end('SIGTERM')).toBe(0);
    await eventually(() => screens.every(({ socket }) => socket.disconnected), 'every screen closed');
    expect(told).toEqual(screens.map(() => ['told true', 'transport close']));
    await services.one('tracking-gateway').start();
  });

  it('waits for the answer to the mail in hand, and knows afterwards that it was sent', async () => {
    const answer = Promise.withResolvers<undefined>();
    providers.smtp.failure = { kind: 'slow', until: answer.promise };
    const customer = aCustomer();
    const { order_id: orderId } = await cashier.place({ fulfilment: 'pickup', customer });
    await cashier.move(orderId, 'ready');
    await eventually(() => providers.mailsTo(customer).length === 1, 'the mail in hand');
    const ending = services.one('notifier').end('SIGTERM');
    await eventually(
      async () => (await health(services.one('notifier').url, 'ready')).detail?.includes('stopping'),
      'the notifier to be stopping',
    );
    answer.resolve(undefined);
    expect(await ending).toBe(0);
    providers.heal();
    expect(await owner.notifications([orderId])).toMatchObject([
      { channel: 'email', state: 'sent' },
      { channel: 'sms', state: 'sent' },
    ]);
    await services.one('notifier').start();
  });
});

describe('a service that starts while Kafka is away', () => {
  it('lives and waits: the gateway lets no screen in, and both are ready once Kafka is there', async () => {
    const order = await cashier.place({ fulfilment: 'pickup' });
    const waiting = { 'tracking-gateway': 'order events', notifier: 'notifier consumer' } as const;
    for (const name of ['tracking-gateway', 'notifier'] as const)
      expect(await services.one(name).end('SIGTERM')).toBe(0);
    await services.kafka.kill('SIGKILL');
    const starting = Object.keys(waiting).map((name) => services.one(name as keyof typeof waiting).start());
    for (const [name, missing] of Object.entries(waiting)) {
      const { url } = services.one(name as keyof typeof waiting);
      await eventually(
        () =>
          fetch(`${url}/health/live`).then(
            ({ ok }) => ok,
            () => false,
          ),
        `${name} to live`,
      );
      expect(await health(url, 'ready')).toEqual({ status: 503, detail: `Waiting for: ${missing}.` });
    }
    expect(
      (await fetch(`${services.one('tracking-gateway').url}/socket.io/?EIO=4&transport=polling`)).status,
    ).toBe(503);
    await services.kafka.restart();
    await Promise.all(starting);
    const screen = await Screen.open(services.url, linkOf(order));
    await cashier.move(order.order_id, 'confirmed');
    expect(await screen.frame(2)).toMatchObject({ status: 'confirmed' });
    screen.close();
  }, 60_000);

  it('can be stopped while it waits', async () => {
    expect(await services.one('notifier').end('SIGTERM')).toBe(0);
    await services.kafka.kill('SIGKILL');
    services.one('notifier').launch();
    await eventually(
      () =>
        fetch(`${services.one('notifier').url}/health/live`).then(
          ({ ok }) => ok,
          () => false,
        ),
      'the notifier to live',
    );
    const began = performance.now();
    expect(await services.one('notifier').end('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    await services.kafka.restart();
    await services.one('notifier').start();
  }, 60_000);
});

describe('a consumer that cannot go on', () => {
  const acl = async (...args: readonly string[]): Promise<void> => {
    const program = [
      '-cp',
      `${await kafkaJars(() => undefined)}/*`,
      'org.apache.kafka.tools.AclCommand',
      '--bootstrap-server',
      services.kafka.brokers,
    ];
    const { code, errors } = await runProgramHere('java', [
      ...program,
      ...args,
      '--topic',
      'passline.order-events.v1',
      '--force',
    ]);
    expect({ code, errors: code === 0 ? '' : errors }).toEqual({ code: 0, errors: '' });
  };
  const rule = ['--deny-principal', 'User:*', '--operation', 'Read'] as const;

  it('ends its process and says why, so that its supervisor starts it anew; orders goes on', async () => {
    await acl('--add', ...rule);
    for (const name of ['tracking-gateway', 'notifier'] as const) {
      expect(await services.one(name).ended()).toBe(1);
      const last = logLines(services.one(name).output).at(-1);
      expect(last).toMatchObject({
        level: 60,
        consumer: name,
        msg: 'a consumer has ended and cannot come back; the process ends, to be started anew',
      });
    }
    expect((await health(services.one('orders').url, 'ready')).status).toBe(200);
    await acl('--remove', ...rule);
    await Promise.all((['tracking-gateway', 'notifier'] as const).map((name) => services.one(name).start()));
  }, 60_000);
});
