import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import {
  type FollowAnswer,
  followAnswerSchema,
  orderSchema,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';
import { Api, problemOf } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Owner } from '../support/owner.ts';
import { demoPassword, freePort } from '../support/passline.ts';
import { aCustomer, Providers } from '../support/providers.ts';
import { Board, Screen } from '../support/screens.ts';
import type { ServiceName } from '../support/service-process.ts';
import { Services, servicesStartTimeoutMs } from '../support/services.ts';
import { type CommandEnd, runCommand } from './command.ts';
import { repository } from './compose-file.ts';
import { asOwner, DatabaseHold } from './database-hold.ts';
import { type LogLine, logLines } from './log-lines.ts';
import { figure, metricNames, readMetrics } from './read-metrics.ts';

const names = [
  'orders',
  'tracking-gateway',
  'notifier',
  'insights',
] as const satisfies readonly ServiceName[];
const secret = 'the secret that the tests share';

let providers: Providers;
let services: Services;
let owner: Owner;
let cashier: Api;

beforeAll(async () => {
  providers = await Providers.start();
  services = await Services.start({
    settings: { ...providers.settings, NOTIFY_HOLD_MS: '200', LOG_LEVEL: 'debug' },
    instances: { insights: 1 },
  });
  owner = await Owner.at(services.database.adminUrl);
  cashier = await Api.as(services.url, 'cashier');
}, servicesStartTimeoutMs);

afterAll(async () => {
  await owner.leave();
  await services.stop();
  await providers.down();
}, 60_000);

/** What a screen is answered that wants to follow the order. */
async function follow(url: string, token: string, order_id: string): Promise<FollowAnswer> {
  const socket = io(`${url}${SocketNamespace.Tracking}`, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
  });
  const answer = followAnswerSchema.parse(
    await socket.timeout(10_000).emitWithAck(SocketEvent.Follow, { order_id }),
  );
  socket.disconnect();
  return answer;
}

const urlOf = (name: ServiceName): string => services.one(name).url;
const notifierLag = (): Promise<number | undefined> =>
  figure(urlOf('notifier'), 'passline_consumer_lag_events', { consumer: 'notifier' });

describe('the trace of a request', () => {
  const linesOf = (traceId: string): readonly LogLine[] =>
    names
      .flatMap((name) => logLines(services.one(name).output))
      .filter(({ trace_id }) => trace_id === traceId);
  const answered = 'a service was answered';
  const stepsOf = (traceId: string): readonly string[] =>
    linesOf(traceId)
      .filter(({ msg }) => msg !== answered)
      .map(({ service, msg }) => `${service}: ${msg}`)
      .sort();
  /** What other services asked orders within the trace. */
  const questionsOf = (traceId: string): readonly unknown[] =>
    [
      ...new Set(
        linesOf(traceId)
          .filter(({ msg }) => msg === answered)
          .map(({ route }) => route),
      ),
    ].sort();
  const newTrace = (): { traceId: string; headers: Record<string, string> } => {
    const traceId = randomBytes(16).toString('hex');
    return { traceId, headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } };
  };

  it("stands in the lines of all three services that tell of the change, and the screen's and the message's are among them", async () => {
    const order = await cashier.place({ fulfilment: 'pickup', customer: aCustomer() });
    const screen = await Screen.open(services.url, order.tracking_url.split('#')[1] ?? '');
    const { traceId, headers } = newTrace();
    const { status } = await cashier.change(
      order.order_id,
      'update-status',
      { status: 'confirmed' },
      headers,
    );
    expect(status).toBe(200);
    await screen.frame(2);
    await owner.settled(order.order_id, 2);
    const sent = 'notifier: a message was worked on';
    const wanted = [
      'notifier: an event was ingested',
      sent,
      sent,
      'orders: a change was made',
      'orders: an event was published',
      'tracking-gateway: a change was shown',
    ];
    await eventually(() => stepsOf(traceId).length >= wanted.length, 'every line of the trace');
    expect(stepsOf(traceId)).toEqual(wanted.sort());
    expect(
      linesOf(traceId).every(({ order_id, msg }) => order_id === order.order_id || msg === answered),
    ).toBe(true);
    // Where the messages' contact and words came from.
    expect(questionsOf(traceId)).toEqual(['/internal/v1/message-facts/:id']);
    expect(linesOf(traceId).find(({ msg }) => msg === 'a change was shown')).toMatchObject({ sockets: 1 });
    screen.close();
  });

  it('goes on in what a gateway asks of orders: for a board, and for a screen that is refused', async () => {
    const board = await Board.open(services.url, cashier.token ?? '');
    const { traceId, headers } = newTrace();
    const { body } = await cashier.post(
      '/api/v1/online/orders/',
      { fulfilment: 'pickup', items: [{ name: 'Soup', quantity: 1 }] },
      headers,
    );
    const { order_id } = orderSchema.parse(body);
    await eventually(
      () => board.seen.some(({ frame }) => frame.order_id === order_id),
      'the order on the board',
    );
    await eventually(() => questionsOf(traceId).length > 0, 'the line of the question');
    expect(questionsOf(traceId)).toEqual(['/internal/v1/board-orders/:id']);
    board.close();

    const refused = await follow(services.url, cashier.token ?? '', randomUUID());
    const own = refused.ok ? '' : refused.problem.trace_id;
    await eventually(() => linesOf(own).length >= 2, 'the lines of the refusal');
    expect([stepsOf(own), questionsOf(own)]).toEqual([
      ['tracking-gateway: a socket was refused'],
      ['/internal/v1/snapshots'],
    ]);
  });

  it('goes on in the mail that a sign-up or a lost password asks for, and in what a customer takes along', async () => {
    const { email: username } = aCustomer();
    const [signUp, lost, taken] = [newTrace(), newTrace(), newTrace()];
    const nobody = new Api(services.url);
    await nobody.post(
      '/api/v1/customers',
      { username, password: 'correct horse battery', name: 'Cris' },
      signUp.headers,
    );
    await nobody.post('/api/v1/customers/forgot-password', { username: 'customer@demo.test' }, lost.headers);
    const sent = 'notifier: a message was worked on';
    for (const { traceId } of [signUp, lost])
      await eventually(() => stepsOf(traceId).includes(sent), 'the line of the mail');
    expect([stepsOf(signUp.traceId), questionsOf(signUp.traceId)]).toEqual([
      [sent, 'orders: customer.signed_up'],
      ['/internal/v1/account-emails/:id', '/internal/v1/pending-tasks/taken'],
    ]);
    expect([stepsOf(lost.traceId), questionsOf(lost.traceId)]).toEqual([
      [sent],
      ['/internal/v1/account-emails/:id', '/internal/v1/pending-tasks/taken'],
    ]);
    await (await Api.as(services.url, 'customer')).get('/api/v1/customers/me/export', taken.headers);
    await eventually(() => questionsOf(taken.traceId).length > 1, 'the lines of the export');
    expect([stepsOf(taken.traceId), questionsOf(taken.traceId)]).toEqual([
      ['orders: customer.exported'],
      ['/internal/v1/exports/:id', '/internal/v1/pending-tasks/taken'],
    ]);
  });

  it('is made up where a request brings none, and told with a refusal, so that its line is found', async () => {
    const order = await cashier.place({ fulfilment: 'pickup' });
    const answer = await cashier.change(order.order_id, 'update-status', { status: 'completed' });
    const { code, trace_id: traceId } = problemOf(answer);
    await eventually(() => linesOf(traceId).length > 0, 'the line of the refusal');
    expect(linesOf(traceId)).toMatchObject([{ service: 'orders', msg: 'a request was refused', code }]);
  });
});

describe('the metrics', () => {
  it('are those that the page for who runs it lists, no more and no fewer', async () => {
    const [, section = ''] =
      /^## Metrics$(.*?)^## /ms.exec(readFileSync(join(repository, 'docs/operations.md'), 'utf8')) ?? [];
    const listed = new Set([...section.matchAll(/`(passline_\w*[a-z])\b/g)].map(([, name]) => name));
    const served = new Set((await Promise.all(names.map((name) => metricNames(urlOf(name))))).flat());
    expect([...served].filter((name) => name.startsWith('passline_')).sort()).toEqual([...listed].sort());
  });

  it('tell what was refused, shown, sent, and how soon', async () => {
    const order = await cashier.place({ fulfilment: 'pickup', customer: aCustomer() });
    const screen = await Screen.open(services.url, order.tracking_url.split('#')[1] ?? '');
    const before = {
      refused:
        (await figure(urlOf('orders'), 'passline_refusals_total', { code: 'transition_not_allowed' })) ?? 0,
      frames:
        (await figure(urlOf('tracking-gateway'), 'passline_gateway_frames_total', {
          event: 'order.changed',
        })) ?? 0,
      timed: (await figure(urlOf('tracking-gateway'), 'passline_gateway_event_to_socket_seconds_count')) ?? 0,
      sent:
        (await figure(urlOf('notifier'), 'passline_notifications_total', {
          channel: 'sms',
          result: 'sent',
        })) ?? 0,
    };
    expect(
      await figure(urlOf('tracking-gateway'), 'passline_gateway_sockets', { namespace: '/tracking' }),
    ).toBe(1);
    await cashier.change(order.order_id, 'update-status', { status: 'completed' });
    await cashier.move(order.order_id, 'confirmed');
    await screen.frame(2);
    await owner.settled(order.order_id, 2);
    expect(await figure(urlOf('orders'), 'passline_refusals_total', { code: 'transition_not_allowed' })).toBe(
      before.refused + 1,
    );
    expect(
      await figure(urlOf('tracking-gateway'), 'passline_gateway_frames_total', { event: 'order.changed' }),
    ).toBe(before.frames + 1);
    expect(
      await figure(urlOf('tracking-gateway'), 'passline_gateway_event_to_socket_seconds_count'),
    ).toBeGreaterThan(before.timed);
    expect(
      await figure(urlOf('notifier'), 'passline_notifications_total', { channel: 'sms', result: 'sent' }),
    ).toBe(before.sent + 1);
    screen.close();
    await eventually(
      async () =>
        (await figure(urlOf('tracking-gateway'), 'passline_gateway_sockets', { namespace: '/tracking' })) ===
        0,
      'the socket gone',
    );
  });

  it('tell how many events a consumer has still to handle, while it cannot and once it has', async () => {
    const placed = [];
    for (let count = 0; count < 5; count += 1) placed.push(await cashier.place());
    await eventually(async () => (await notifierLag()) === 0, 'nothing to be done');
    const partitions = (await readMetrics(urlOf('notifier')))
      .filter(({ name }) => name === 'passline_consumer_lag_events')
      .map(({ labels }) => labels['partition']);
    expect(partitions.sort()).toEqual(['0', '1', '2', '3', '4', '5']);
    const hold = await DatabaseHold.by(
      services.database.adminUrl,
      'LOCK TABLE notifier.inbox IN ACCESS EXCLUSIVE MODE',
    );
    for (const { order_id } of placed) await cashier.move(order_id, 'confirmed');
    await eventually(async () => (await notifierLag()) === 5, 'five events that wait for the notifier');
    expect(
      await figure(urlOf('tracking-gateway'), 'passline_consumer_lag_events', {
        consumer: 'tracking-gateway',
      }),
    ).toBe(0);
    await hold.release();
    await eventually(async () => (await notifierLag()) === 0, 'the notifier to catch up');
    expect(await figure(urlOf('notifier'), 'passline_consumer_healthy')).toBe(1);
  });

  it('have no figure for what cannot be asked, rather than an old one', async () => {
    await services.kafka.kill('SIGSTOP');
    expect(await notifierLag()).toBeUndefined();
    await services.kafka.kill('SIGCONT');
    await eventually(async () => (await notifierLag()) === 0, 'a figure again');
  });
});

describe('an event that the notifier can never handle', () => {
  const onServices = (...args: readonly string[]): Promise<CommandEnd> =>
    runCommand('dead-letters', args, {
      DATABASE_URL: services.database.serviceUrl,
      KAFKA_BROKERS: services.kafka.brokers,
    });
  const parked = (): Promise<number | undefined> =>
    figure(urlOf('notifier'), 'passline_consumer_parked_events_total', { consumer: 'notifier' });

  it('is set aside while others go on, listed by the command, and told to the customer once it is mended and retried', async () => {
    const customer = aCustomer();
    const { order_id: orderId } = await cashier.place({ fulfilment: 'pickup', customer });
    await eventually(async () => (await notifierLag()) === 0, 'the order to be known');
    await asOwner(
      services.database.adminUrl,
      `
      CREATE FUNCTION notifier.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.order_id = '${orderId}' THEN RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON notifier.inbox FOR EACH ROW EXECUTE FUNCTION notifier.refuse()`,
    );
    await cashier.move(orderId, 'ready');
    await eventually(
      async () => {
        await cashier.place();
        return (await parked()) === 1;
      },
      'the event to be set aside, since others are handled',
      30_000,
    );
    const { out } = await onServices('list');
    expect(out).toMatch(
      new RegExp(
        `^0/\\d+  ${orderId}  passline\\.order\\.status_changed\\.v1  notifier  unhandled  \\S+  .*not this one\\n$`,
      ),
    );

    await asOwner(services.database.adminUrl, 'DROP FUNCTION notifier.refuse CASCADE');
    const [id = ''] = out.split('  ');
    expect(await onServices('retry', id)).toEqual({
      code: 0,
      out: '0 messages and 1 events are back in line.\n',
      errors: '',
    });
    await eventually(() => providers.mailsTo(customer).length === 1, "the customer's mail");
    expect(await onServices('list')).toEqual({ code: 0, out: 'No dead letters.\n', errors: '' });
    expect((await onServices('retry', id)).errors).toBe(
      `No dead letter has the id ${id}; see "npm run dead-letters -- list".\n`,
    );
    expect(logLines(services.one('notifier').output)).toContainEqual(
      expect.objectContaining({
        msg: 'an event cannot be handled; it was set aside (see npm run dead-letters)',
        order_id: orderId,
        trace_id: expect.any(String),
      }),
    );
  }, 60_000);

  it('is not looked for where no Kafka answers: one line says so', async () => {
    const brokers = `127.0.0.1:${String(await freePort())}`;
    expect(
      await runCommand('dead-letters', ['list'], {
        DATABASE_URL: services.database.serviceUrl,
        KAFKA_BROKERS: brokers,
      }),
    ).toEqual({
      code: 1,
      out: '',
      errors: `KAFKA_BROKERS: no Kafka answers at ${brokers}\n`,
    });
  });
});

describe('the log', () => {
  it('names no customer, no contact, no token and no secret, though all that happens is told', async () => {
    const customer = aCustomer();
    const order = await cashier.place({
      fulfilment: 'delivery',
      customer,
      address: '7 Ayala Avenue',
      items: [{ name: 'Ramen', quantity: 1, unit_price: 1, notes: 'for Cris' }],
    });
    await cashier.move(order.order_id, 'ready', { internal_notes: 'Cris is a regular' });
    await owner.settled(order.order_id, 2);
    const all = names.map((name) => services.one(name).output).join('');
    expect(logLines(all).length).toBeGreaterThan(50);
    const [, link = ''] = order.tracking_url.split('#');
    const { email, phone } = customer;
    for (const word of [
      email,
      phone,
      'Ayala',
      'Cris',
      link,
      cashier.token ?? '',
      'eyJ',
      demoPassword,
      secret,
      providers.twilio.credentials.authToken,
    ]) {
      expect({ word, stands: all.includes(word) }).toEqual({ word, stands: false });
    }
  });
});
