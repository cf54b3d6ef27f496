import { type OrderChanged, type OwnedSnapshot, SocketEvent, type Viewer } from '#libs/contracts';
import type { ClientNamespace, ClientSocket } from '../socket/client-socket.ts';
import { roomSize } from '../socket/client-socket.ts';
import { advanceSnapshot } from './advance-snapshot.ts';
import type { Change } from './order-changed.ts';

/** What a room needs of the world around it. */
export interface Surroundings {
  readonly namespace: ClientNamespace;
  /** Whether what was kept may be given out: events arrive that advance it. */
  readonly keptIsFresh: () => boolean;
  readonly read: (orderId: string, viewer: Viewer) => Promise<OwnedSnapshot | null>;
  readonly sent: (event: string, sockets: number) => void;
}

export const orderRoomName = (orderId: string): string => `order:${orderId}`;

/**
 * The screens that follow one order. Versions go up by one on each of them, and none can be missed:
 * - The consumer stands at its place before any snapshot is asked for, and `orders` publishes only what it has committed. So an
 *   event is either in the snapshot, or arrives after the snapshot was asked for.
 * - From then until the answer is handed on, the room keeps every frame (`#recent`). What is above the snapshot's version is sent
 *   right after it, in the same turn of the event loop in which the socket joins the Socket.IO room.
 * - All who are in the Socket.IO room have been shown exactly `#version`. A socket whose snapshot is newer than that, since
 *   reading was faster than the log, waits (`#ahead`) until the room has come as far.
 * - A room hears versions one by one: a hole in the log is filled from the history first, see `BroadcastChange`.
 */
export class OrderRoom {
  #version = 0;
  #kept: OwnedSnapshot | undefined;
  #joining = 0;
  #recent: Change[] = [];
  readonly #ahead = new Map<ClientSocket, number>();
  readonly #reads = new Map<string, Promise<OwnedSnapshot | null>>();
  readonly #name: string;

  constructor(
    readonly orderId: string,
    private readonly around: Surroundings,
  ) {
    this.#name = orderRoomName(orderId);
  }

  /** The version that those in the room have been shown; undefined while that is nobody. */
  get version(): number | undefined {
    return this.#version === 0 ? undefined : this.#version;
  }

  get deserted(): boolean {
    return this.#joining === 0 && this.#nobodyLive;
  }

  /** How many follow the order now. */
  get followers(): number {
    return this.#ahead.size + roomSize(this.around.namespace, this.#name);
  }

  get #nobodyLive(): boolean {
    return this.followers === 0;
  }

  /** Keeps every frame from now on, until `stopWaiting`; goes with each snapshot that is asked for. */
  startWaiting(): void {
    this.#joining++;
  }

  stopWaiting(): void {
    this.#joining--;
    if (this.#joining === 0) this.#recent = [];
  }

  /**
   * The order as the viewer sees it. Those who ask at the same time share one answer; customers are given what was kept,
   * unless they know of something newer.
   * @param atLeast a version that the answer should have, or 0
   */
  async read(viewer: Viewer, atLeast: number): Promise<OwnedSnapshot | null> {
    const kept = viewer.kind === 'customer' && this.around.keptIsFresh() ? this.#kept : undefined;
    if (kept && kept.snapshot.version >= atLeast) return kept;
    const key = viewer.kind === 'customer' ? viewer.kind : viewer.role;
    const shared = this.#reads.get(key);
    const answer = await (shared ?? this.#readAnew(key, viewer));
    return shared && answer && answer.snapshot.version < atLeast ? this.#readAnew(key, viewer) : answer;
  }

  /** Whether nothing is missing between a snapshot of that version and what the room was shown last. */
  reaches(version: number): boolean {
    return version >= this.#version || this.#recent.some(({ frame }) => frame.version === version + 1);
  }

  /** Sends what happened after the snapshot, and whatever happens from now on. Call it in the turn in which the snapshot was sent. */
  goLive(socket: ClientSocket, snapshotVersion: number): void {
    for (const { frame } of this.#recent) if (frame.version > snapshotVersion) this.#sendTo(socket, frame);
    if (this.#nobodyLive) this.#version = Math.max(this.#version, snapshotVersion);
    if (snapshotVersion > this.#version) this.#ahead.set(socket, snapshotVersion);
    else void socket.join(this.#name);
  }

  leave(socket: ClientSocket): void {
    this.#ahead.delete(socket);
    void socket.leave(this.#name);
  }

  /** Shows the change to all who have not seen its version yet. @returns how many sockets stand in the room */
  publish(change: Change): number {
    const { frame } = change;
    this.#advance(change);
    if (frame.version <= this.#version) return 0;
    this.#version = frame.version;
    if (this.#joining > 0) this.#recent.push(change);
    const live = roomSize(this.around.namespace, this.#name);
    this.around.sent(SocketEvent.OrderChanged, live);
    this.around.namespace.to(this.#name).emit(SocketEvent.OrderChanged, frame);
    for (const [socket, seen] of this.#ahead) this.#catchUp(socket, seen, frame);
    return live;
  }

  #catchUp(socket: ClientSocket, seen: number, frame: OrderChanged): void {
    if (frame.version < seen) return;
    if (frame.version > seen) this.#sendTo(socket, frame);
    this.#ahead.delete(socket);
    void socket.join(this.#name);
  }

  #sendTo(socket: ClientSocket, frame: OrderChanged): void {
    this.around.sent(SocketEvent.OrderChanged, 1);
    socket.emit(SocketEvent.OrderChanged, frame);
  }

  #advance({ frame, recordedAt }: Change): void {
    const kept = this.#kept;
    if (!kept || frame.version <= kept.snapshot.version) return;
    const follows = recordedAt !== undefined && frame.version === kept.snapshot.version + 1;
    this.#kept = follows ? { ...kept, snapshot: advanceSnapshot(kept.snapshot, frame, recordedAt) } : undefined;
  }

  #readAnew(key: string, viewer: Viewer): Promise<OwnedSnapshot | null> {
    const read = this.around.read(this.orderId, viewer).finally(() => {
      if (this.#reads.get(key) === read) this.#reads.delete(key);
    });
    this.#reads.set(key, read);
    return viewer.kind === 'customer' ? read.then((answer) => this.#keep(answer)) : read;
  }

  /** What was read may be older than what has arrived meanwhile: then it is brought up to it, or not kept. */
  #keep(answer: OwnedSnapshot | null): OwnedSnapshot | null {
    this.#kept = answer ?? undefined;
    for (const change of this.#recent) this.#advance(change);
    if (this.#kept && this.#kept.snapshot.version < this.#version) this.#kept = undefined;
    return answer;
  }
}
