import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type OrderChanged, SocketEvent } from '#libs/contracts';
import { sampleFrame } from './frame.ts';
import { serveSockets } from './serve-sockets.ts';

const http = createServer();
const tracking = new Server(http, { serveClient: false }).of('/tracking');

tracking.on('connection', (socket) => {
  socket.on(SocketEvent.Follow, ({ order_id }: { order_id: string }, answer: (answer: object) => void) => {
    void socket.join(order_id);
    answer({ ok: true });
  });
});

/** Socket.IO as it comes, with a room for each order: no token, no snapshot, no event, no version. */
serveSockets<OrderChanged>({
  open: async () => {
    http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
    await once(http, 'listening');
    return `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  },
  prepare: (orderId, notes) => sampleFrame(orderId, 2, notes),
  send: (frames) => {
    for (const frame of frames) tracking.to(frame.order_id).emit(SocketEvent.OrderChanged, frame);
  },
});
