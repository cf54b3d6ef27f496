import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Namespace, Server } from 'socket.io';
import { SocketEvent, SocketNamespace } from '#libs/contracts';

export interface SocketIoServer {
  readonly tracking: Namespace;
  /** Resolves with where it answers. */
  readonly open: () => Promise<string>;
}

/**
 * Socket.IO as it comes, with a room for each order: no token, no event, no version.
 * @param answerTo what `follow` is answered, of an order
 */
export function socketIoServer(answerTo: (orderId: string) => object): SocketIoServer {
  const http = createServer();
  const tracking = new Server(http, { serveClient: false }).of(SocketNamespace.Tracking);
  tracking.on('connection', (socket) => {
    socket.on(SocketEvent.Follow, ({ order_id }: { order_id: string }, answer: (answer: object) => void) => {
      void socket.join(order_id);
      answer(answerTo(order_id));
    });
  });
  return {
    tracking,
    open: async () => {
      http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
      await once(http, 'listening');
      return `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
    },
  };
}
