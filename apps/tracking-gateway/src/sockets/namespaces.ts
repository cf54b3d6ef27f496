import { Injectable } from '@nestjs/common';
import { SocketNamespace } from '#libs/contracts';
import type { ClientNamespace, ClientSocket } from './client-socket.ts';

/** The two namespaces, once Socket.IO has made them. */
@Injectable()
export class Namespaces {
  readonly #made = new Map<string, ClientNamespace>();
  readonly #heardOfSocket: ((socket: ClientSocket) => void)[] = [];

  add(namespace: ClientNamespace): void {
    this.#made.set(namespace.name, namespace);
    namespace.on('connection', (socket) => {
      for (const hear of this.#heardOfSocket) hear(socket);
    });
  }

  /** Tells of each socket that was let in, once it is among those of its namespace. */
  onSocket(hear: (socket: ClientSocket) => void): void {
    this.#heardOfSocket.push(hear);
  }

  get board(): ClientNamespace | undefined {
    return this.#made.get(SocketNamespace.Board);
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
