import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { BoardOrder, Draining, OrderChanged } from '#libs/contracts';
import type { Visitor } from '../account/visitor.ts';

/** What the gateway sends; the names are those of `SocketEvent`. */
export interface Sent {
  'order.changed': (frame: OrderChanged) => void;
  'order.placed': (order: BoardOrder) => void;
  draining: (frame: Draining) => void;
}

/** What the gateway remembers of a socket, from its greeting on. */
export interface SocketFacts {
  visitor: Visitor;
  /** The orders it follows or is about to follow. */
  orders: Set<string>;
}

export type ClientSocket = Socket<DefaultEventsMap, Sent, DefaultEventsMap, SocketFacts>;
export type ClientNamespace = Namespace<DefaultEventsMap, Sent, DefaultEventsMap, SocketFacts>;
export type ClientServer = Server<DefaultEventsMap, Sent, DefaultEventsMap, SocketFacts>;

export const trackingNamespace = '/tracking';
export const boardNamespace = '/board';

/** The two namespaces, once Socket.IO has made them. */
export class Namespaces {
  readonly #made = new Map<string, ClientNamespace>();

  add(namespace: ClientNamespace): void {
    this.#made.set(namespace.name, namespace);
  }

  get tracking(): ClientNamespace | undefined {
    return this.#made.get(trackingNamespace);
  }

  get board(): ClientNamespace | undefined {
    return this.#made.get(boardNamespace);
  }

  get all(): readonly ClientNamespace[] {
    return [...this.#made.values()];
  }

  get sockets(): readonly ClientSocket[] {
    return this.all.flatMap((namespace) => [...namespace.sockets.values()]);
  }
}

/** How many sockets of the namespace are in the room. */
export const roomSize = (namespace: ClientNamespace | undefined, room: string): number =>
  namespace?.adapter.rooms.get(room)?.size ?? 0;
