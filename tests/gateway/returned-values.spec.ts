import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ack, SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets';
import { Observable } from 'rxjs';
import type { Socket } from 'socket.io-client';
import { eventually } from '../support/eventually.ts';
import { follow, GatewayWorld, granted } from './gateway-world.ts';

/** Streams that someone still listens to. */
let openStreams = 0;

/** Answers in every way that Nest knows. */
@WebSocketGateway({ namespace: '/tracking' })
class ReturningGateway {
  @SubscribeMessage('a value')
  value(): string {
    return 'here';
  }

  @SubscribeMessage('a falsy value')
  falsy(): number {
    return 0;
  }

  @SubscribeMessage('a promise')
  promise(): Promise<object> {
    return Promise.resolve({ later: true });
  }

  @SubscribeMessage('an event')
  event(): object {
    return { event: 'answered', data: 'by an event' };
  }

  @SubscribeMessage('a stream')
  stream(): Observable<object> {
    return new Observable((subscriber) => {
      openStreams += 1;
      for (const data of [1, 2]) subscriber.next({ event: 'answered', data });
      return () => {
        openStreams -= 1;
      };
    });
  }

  @SubscribeMessage('by hand')
  byHand(@Ack() answer: (text: string) => void): string {
    answer('by hand');
    return 'by Nest';
  }

  @SubscribeMessage('a refusal')
  refusal(): string {
    throw new WsException('No.');
  }
}

let world: GatewayWorld;
let client: Socket;
/** What came as events, in order. */
let events: unknown[];

beforeEach(async () => {
  world = await GatewayWorld.open({}, { gateways: [ReturningGateway] });
  const order = world.orders.place({ restaurant_id: crypto.randomUUID() });
  client = await world.connect('/tracking', world.orders.trackingToken(order.data.order_id));
  events = [];
  client.on('answered', (data: unknown) => events.push(data));
  client.on('exception', ({ message }: { message: string }) => events.push(message));
});
afterEach(() => world.close());

const ask = (message: string): Promise<unknown> => client.timeout(5_000).emitWithAck(message);

describe('what a handler of socket messages returns', () => {
  it('is the acknowledgement, at once or later', async () => {
    expect([await ask('a value'), await ask('a falsy value'), await ask('a promise')]).toEqual([
      'here',
      0,
      { later: true },
    ]);
  });

  it('is sent as an event where it names one, or several that follow each other', async () => {
    client.emit('an event').emit('a stream');
    await eventually(() => events.length === 3, 'all events');
    expect(events).toEqual(['by an event', 1, 2]);
  });

  it('is listened to no longer than its socket lasts', async () => {
    client.emit('a stream');
    await eventually(() => openStreams === 1, 'the stream to be listened to');
    client.disconnect();
    await eventually(() => openStreams === 0, 'the stream to be left');
  });

  it('is passed over where the handler has answered by itself', async () => {
    expect(await ask('by hand')).toBe('by hand');
  });

  it('may be nothing: the client learns what was thrown, and the next message is handled', async () => {
    client.emit('a refusal');
    await eventually(() => events.length === 1, 'the refusal');
    expect(events).toEqual(['No.']);
    granted(await follow(client));
  });
});
