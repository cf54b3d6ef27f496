export type { ClientNamespace, ClientServer, ClientSocket } from './client-socket.ts';
export { cut, endConnection } from './connection.ts';
export { MessageQueue } from './message-queue.ts';
export { Namespaces, roomSize } from './namespaces.ts';
export { type OutgoingFrame, outgoingFrame, send } from './outgoing-frame.ts';
export { Refusals, unavailable } from './refusals.ts';
export { SocketsModule } from './sockets.module.ts';
export type { Visitor } from './visitor.ts';
