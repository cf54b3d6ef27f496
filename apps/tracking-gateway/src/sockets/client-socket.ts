import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { ServerToClientEvents } from '#libs/contracts';
import type { Visitor } from './visitor.ts';

/** What the gateway remembers of a socket, from its handshake on. */
export interface SocketFacts {
  visitor: Visitor;
  /** The orders it follows or is about to follow. */
  orders: Set<string>;
}

export type ClientSocket = Socket<DefaultEventsMap, ServerToClientEvents, DefaultEventsMap, SocketFacts>;
export type ClientNamespace = Namespace<
  DefaultEventsMap,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketFacts
>;
export type ClientServer = Server<DefaultEventsMap, ServerToClientEvents, DefaultEventsMap, SocketFacts>;
