import { describe, expect, it } from '@jest/globals';
import type { ClientSocket } from './client-socket.ts';
import { sendAtOnce } from './connection.ts';

interface ConnectionState {
  readonly readyState?: string;
  readonly writable?: boolean;
  readonly bufferedAmount?: number;
  readonly polls?: boolean;
}

/** As much of Engine.IO's connection as is looked at, and what left on its WebSocket. */
function connection({
  readyState = 'open',
  writable = true,
  bufferedAmount = 0,
  polls = false,
}: ConnectionState) {
  const left: Buffer[] = [];
  const webSocket = {
    bufferedAmount,
    terminate: () => undefined,
    _sender: {
      sendFrame: ([frame]: readonly [Buffer]) => {
        left.push(frame);
      },
    },
  };
  const made: unknown = { readyState, transport: { writable, ...(!polls && { socket: webSocket }) } };
  return { made: made as ClientSocket['conn'], left };
}

const frame = Buffer.from('frame');

describe('a frame for one connection', () => {
  it('leaves at once where nothing waits before it', () => {
    const { made, left } = connection({});

    expect(sendAtOnce(made, [frame])).toBe(true);
    expect(left).toEqual([frame]);
  });

  it.each<[string, ConnectionState]>([
    ['is behind packets that Engine.IO holds', { writable: false }],
    ['is behind bytes that the client has not taken', { bufferedAmount: 1 }],
    ['is for a client that polls', { polls: true }],
    ['comes while the connection closes', { readyState: 'closing' }],
  ])('is left to Engine.IO where it %s', (_, state) => {
    const { made, left } = connection(state);

    expect(sendAtOnce(made, [frame])).toBe(false);
    expect(left).toEqual([]);
  });
});
