import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { OrderChanged } from '#libs/contracts';
import { sampleFrame } from './frame.ts';
import { serveSockets } from './serve-sockets.ts';

const wishSchema = z.object({ follow: z.string() });

const http = createServer();
const rooms = new Map<string, Set<WebSocket>>();

new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('message', (wish) => {
    follow(socket, wish);
  });
});

function follow(socket: WebSocket, wish: RawData): void {
  const { follow: orderId } = wishSchema.parse(JSON.parse((wish as Buffer).toString()));
  const room = rooms.get(orderId) ?? new Set();
  rooms.set(orderId, room.add(socket));
  socket.on('close', () => room.delete(socket));
  socket.send('{"ok":true}');
}

/** As little as sockets can be served by: the frame as JSON, to each socket of the order. */
serveSockets<OrderChanged>({
  open: async () => {
    http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
    await once(http, 'listening');
    return `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  },
  prepare: (orderId, notes) => sampleFrame(orderId, 2, notes),
  send: (frames) => {
    for (const frame of frames) {
      const text = JSON.stringify(frame);
      for (const socket of rooms.get(frame.order_id) ?? []) socket.send(text);
    }
  },
});
