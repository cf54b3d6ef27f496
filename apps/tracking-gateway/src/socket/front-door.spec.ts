import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { rateLimitsSchema } from '#libs/service-kit';
import { EventFeed } from '../event-feed/event-feed.ts';
import { FrontDoor } from './front-door.ts';

type Answer = { status?: number };

/** A first request from an address, and what is answered past Engine.IO. */
function knock(door: FrontDoor, remoteAddress: string): 'let in' | 'refused' | number | undefined {
  const answer: Answer = {};
  const res = {
    writeHead: (status: number) => ({
      end: () => {
        answer.status = status;
      },
    }),
  };
  const request = { headers: {}, socket: { remoteAddress }, res } as unknown as IncomingMessage;
  let verdict: 'let in' | 'refused' | undefined;
  door.judge(request, (_error, admitted) => {
    verdict = admitted ? 'let in' : 'refused';
  });
  return verdict ?? answer.status;
}

const from = (remoteAddress: string) =>
  ({ headers: {}, socket: { remoteAddress } }) as unknown as IncomingMessage;

const refusals: string[] = [];
const codes: string[] = [];
const doorWith = (limits: string): FrontDoor =>
  new FrontDoor(
    new EventFeed(() => true),
    { hit: (limit) => refusals.push(limit) },
    {
      counted: (code) => {
        codes.push(code);
      },
    },
    { limits: rateLimitsSchema.parse(limits), trustProxy: false },
  );

describe('the front door', () => {
  it('holds at least 500 connections of one address, turns away one that opens far too many, and lets it in again later', () => {
    const door = doorWith('on');
    const leave = Array.from({ length: 2_000 }, (_, index) => {
      if (index === 500) expect(knock(door, '203.0.113.9')).toBe('let in');
      return door.enter(from('203.0.113.9'));
    });
    expect(knock(door, '203.0.113.9')).toBe(429);
    expect([refusals.splice(0), codes.splice(0)]).toEqual([['sockets'], ['too_many_requests']]);
    expect(knock(door, '203.0.113.10')).toBe('let in');
    leave[0]?.();
    expect(knock(door, '203.0.113.9')).toBe('let in');
  });

  it('slows down whoever knocks all the time, and no one else', () => {
    const door = doorWith('handshakes=1');
    const knocks = Array.from({ length: 50 }, (_, index) => knock(door, `2001:db8:1:2::${String(index)}`));
    expect([knocks.slice(0, 10), new Set(knocks.slice(11))]).toEqual([
      Array(10).fill('let in'),
      new Set([429]),
    ]);
    expect(new Set(refusals.splice(0))).toEqual(new Set(['handshakes']));
    expect(knock(door, '2001:db8:1:3::1')).toBe('let in');
  });

  it('holds any number where limits are off', () => {
    const door = doorWith('off');
    for (let open = 0; open < 6_000; open++) {
      door.enter(from('203.0.113.9'));
      expect(knock(door, '203.0.113.9')).toBe('let in');
    }
  });

  it('lets nobody in once it is closed', () => {
    const door = doorWith('on');
    door.close();
    codes.splice(0);
    expect(knock(door, '203.0.113.9')).toBe(503);
    expect(codes).toEqual(['unavailable']);
  });
});
