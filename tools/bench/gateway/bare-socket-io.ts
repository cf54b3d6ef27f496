import { type OrderChanged, SocketEvent } from '#libs/contracts';
import { sampleFrame } from './frame.ts';
import { serveSockets } from './serve-sockets.ts';
import { socketIoServer } from './socket-io-server.ts';

const { tracking, open } = socketIoServer(() => ({ ok: true }));

/** Without a snapshot too: an order's frames, to whoever follows it. */
serveSockets<OrderChanged>({
  open,
  prepare: (orderId, notes) => sampleFrame(orderId, 2, notes),
  send: (frames) => {
    for (const frame of frames) tracking.to(frame.order_id).emit(SocketEvent.OrderChanged, frame);
  },
});
