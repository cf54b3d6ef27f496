import { describe, expect, it } from '@jest/globals';
import * as ws from 'ws';
import type { OrderChanged } from '#libs/contracts';
import { outgoingFrame } from './outgoing-frame.ts';

/** What `ws` itself makes frames with; its types do not name it. */
const { Sender } = ws as unknown as { readonly Sender: { frame(data: Buffer, options: object): Buffer[] } };
const unmaskedText = { fin: true, opcode: 1, mask: false, readOnly: false, rsv1: false };

describe('a frame for all who follow an order', () => {
  it.each([0, 50, 300, 70_000])('is on a WebSocket what the library would have made of it, with notes of %s letters', (letters) => {
    const { packet, options } = outgoingFrame('/tracking', 'order.changed', { notes: '👨‍🍳ñ'.repeat(letters) } as OrderChanged);
    const [frame] = options.wsPreEncodedFrame;

    expect(frame.equals(Buffer.concat(Sender.frame(Buffer.from(`4${packet}`), unmaskedText)))).toBe(true);
  });

  it('is to Socket.IO an event of the namespace', () => {
    const { packet } = outgoingFrame('/tracking', 'draining', { reconnect_in_ms: 5 });

    expect(packet).toBe('2/tracking,["draining",{"reconnect_in_ms":5}]');
  });
});
