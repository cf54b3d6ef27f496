import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { BoardOrder, Draining, OrderChanged, TokenExpiring } from '#libs/contracts';
import type { Visitor } from './visitor.ts';

/** What the gateway sends; the names are those of `SocketEvent`. */
export interface Sent {
  'order.changed': (frame: OrderChanged) => void;
  'order.placed': (order: BoardOrder) => void;
  draining: (frame: Draining) => void;
  token_expiring: (frame: TokenExpiring) => void;
}

/** What the gateway remembers of a socket, from its handshake on. */
export interface SocketFacts {
  visitor: Visitor;
  /** The orders it follows or is about to follow. */
  orders: Set<string>;
}

export type ClientSocket = Socket<DefaultEventsMap, Sent, DefaultEventsMap, SocketFacts>;
export type ClientNamespace = Namespace<DefaultEventsMap, Sent, DefaultEventsMap, SocketFacts>;
export type ClientServer = Server<DefaultEventsMap, Sent, DefaultEventsMap, SocketFacts>;
