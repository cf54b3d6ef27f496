import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { addressOf } from './client-address.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  it("is the connection's where no proxy is trusted, whatever a header says", () => {
    expect(addressOf(request('::ffff:203.0.113.9', '198.51.100.1'), false)).toBe('203.0.113.9');
  });

  it('is the one farthest away where every proxy is trusted', () => {
    expect(addressOf(request('10.0.0.1', '198.51.100.1, 10.0.0.7'), true)).toBe('198.51.100.1');
  });

  it('is the nearest that is no trusted proxy, since whatever stands before it may be made up', () => {
    expect(addressOf(request('10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.7'), '10.0.0.0/8, ::1')).toBe(
      '198.51.100.1',
    );
    expect(addressOf(request('203.0.113.9', '1.1.1.1'), '10.0.0.0/8')).toBe('203.0.113.9');
    expect(addressOf(request('10.0.0.1'), '10.0.0.1')).toBe('10.0.0.1');
  });

  it('is found behind networks that are trusted by name', () => {
    expect(addressOf(request('172.18.0.4', '198.51.100.1'), 'uniquelocal')).toBe('198.51.100.1');
    expect(addressOf(request('::1', '198.51.100.1, 127.0.0.1'), 'loopback, 10.0.0.1')).toBe('198.51.100.1');
    expect(addressOf(request('fe80::1', '198.51.100.1'), 'linklocal')).toBe('198.51.100.1');
  });

  it('is not to be had from a header that names none', () => {
    expect(addressOf(request('10.0.0.1', 'unknown'), '10.0.0.0/8')).toBe('unknown');
  });
});
