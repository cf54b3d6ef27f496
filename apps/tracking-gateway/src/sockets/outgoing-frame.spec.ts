import { describe, expect, it } from '@jest/globals';
import * as ws from 'ws';
import type { OrderChanged } from '#libs/contracts';
import { statusInfo } from '#libs/order-model';
import { outgoingFrame } from './outgoing-frame.ts';

/** What `ws` itself makes frames with; its types do not name it. */
const { Sender } = ws as unknown as { readonly Sender: { frame(data: Buffer, options: object): Buffer[] } };
const unmaskedText = { fin: true, opcode: 1, mask: false, readOnly: false, rsv1: false };

const change = (version: number, notes = ''): OrderChanged => ({
  order_id: '01981a2b-3c4d-7e5f-8a6b-9c0d1e2f3a4b',
  order_number: 'ONLINE-000042',
  display_number: '42',
  version,
  type: 'status_changed',
  status: 'cooking',
  order_status: 'cooking',
  status_info: statusInfo('cooking', 'pickup'),
  at: '2026-03-01T11:59:59.000Z',
  recorded_at: '2026-03-01T12:00:00.000Z',
  role: 'kitchen',
  notes,
  estimate: null,
  ended: false,
});

describe('a frame for all who follow an order', () => {
  it.each([0, 50, 300, 70_000])(
    'is on a WebSocket what the library would have made of it, with notes of %s letters',
    (letters) => {
      const { packet, options } = outgoingFrame(change(2, '👨‍🍳ñ'.repeat(letters)));
      const [frame] = options.wsPreEncodedFrame;

      expect(frame.equals(Buffer.concat(Sender.frame(Buffer.from(`4${packet}`), unmaskedText)))).toBe(true);
    },
  );

  it.each([2, 3])(
    'is to Socket.IO an event of the namespace that tells the whole change (version %s)',
    (version) => {
      const { packet } = outgoingFrame(change(version, 'Sorry!'));

      expect(packet.slice(0, 12)).toBe('2/tracking,[');
      expect(JSON.parse(packet.slice(11))).toEqual(['order.changed', change(version, 'Sorry!')]);
    },
  );
});
