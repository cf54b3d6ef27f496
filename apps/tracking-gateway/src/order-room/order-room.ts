import { type OwnedSnapshot, SocketEvent, type Viewer } from '#libs/contracts';
import type { ClientSocket } from '../socket/client-socket.ts';
import { type OutgoingFrame, outgoingFrame, send } from '../socket/outgoing-frame.ts';
import { KeptSnapshot } from './kept-snapshot.ts';
import type { Change } from './order-changed.ts';

/** What a room needs of the world around it. */
export interface Surroundings {
  /** Whether what was kept may be given out: events arrive that advance it. */
  readonly keptIsFresh: () => boolean;
  readonly read: (orderId: string, viewer: Viewer, within: string | null) => Promise<OwnedSnapshot | null>;
  readonly sent: (event: string, sockets: number) => void;
}

/** Who asks for a snapshot, and within whose walls it is read. */
export interface Reader {
  readonly viewer: Viewer;
  readonly within: string | null;
}

/**
 * The screens that follow one order. Versions go up by one on each of them, and none can be missed:
 * - The consumer stands at its place before any snapshot is asked for, and `orders` publishes only what it has committed. So an
 *   event is either in the snapshot, or arrives after the snapshot was asked for.
 * - From then until the answer is handed on, the room keeps every frame (`#recent`). What is above the snapshot's version is sent
 *   right after it, in the same turn of the event loop in which the socket goes live.
 * - All who are live have been shown exactly `#version`. A socket whose snapshot is newer than that, since
 *   reading was faster than the log, waits (`#ahead`) until the room has come as far.
 * - A room hears versions one by one: a hole in the log is filled from the history first, see `BroadcastChange`.
 */
export class OrderRoom {
  #version = 0;
  #kept: KeptSnapshot | undefined;
  #joining = 0;
  #recent: Change[] = [];
  readonly #live = new Set<ClientSocket>();
  readonly #ahead = new Map<ClientSocket, number>();
  readonly #reads = new Map<string, Promise<OwnedSnapshot | null>>();

  constructor(
    readonly orderId: string,
    private readonly around: Surroundings,
  ) {}

  /** The version that those who are live have been shown; undefined while that is nobody. */
  get version(): number | undefined {
    return this.#version === 0 ? undefined : this.#version;
  }

  get deserted(): boolean {
    return this.#joining === 0 && this.#nobodyLive;
  }

  /** How many follow the order now. */
  get followers(): number {
    return this.#ahead.size + this.#live.size;
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
  async read({ viewer, within }: Reader, atLeast: number): Promise<OwnedSnapshot | null> {
    const kept = viewer.kind === 'customer' && this.around.keptIsFresh() ? this.#kept : undefined;
    if (kept && kept.version >= atLeast) return kept.read();
    const key = viewer.kind === 'customer' ? viewer.kind : `${viewer.role} of ${within ?? 'none'}`;
    const shared = this.#reads.get(key);
    const answer = await (shared ?? this.#readAnew(key, { viewer, within }));
    return shared && answer && answer.snapshot.version < atLeast
      ? this.#readAnew(key, { viewer, within })
      : answer;
  }

  /** Whether nothing is missing between a snapshot of that version and what the room was shown last. */
  reaches(version: number): boolean {
    return version >= this.#version || this.#recent.some(({ frame }) => frame.version === version + 1);
  }

  /** Sends what happened after the snapshot, and whatever happens from now on. Call it in the turn in which the snapshot was sent. */
  goLive(socket: ClientSocket, snapshotVersion: number): void {
    for (const { frame } of this.#recent)
      if (frame.version > snapshotVersion) this.#sendTo([socket], outgoingFrame(frame));
    if (this.#nobodyLive) this.#version = Math.max(this.#version, snapshotVersion);
    if (snapshotVersion > this.#version) this.#ahead.set(socket, snapshotVersion);
    else this.#live.add(socket);
  }

  leave(socket: ClientSocket): void {
    this.#ahead.delete(socket);
    this.#live.delete(socket);
  }

  /** Shows the change to all who have not seen its version yet. @returns how many sockets stand in the room */
  publish(change: Change): number {
    const { frame } = change;
    this.#advance(change);
    if (frame.version <= this.#version) return 0;
    this.#version = frame.version;
    if (this.#joining > 0) this.#recent.push(change);
    if (this.#nobodyLive) return 0;
    const live = this.#live.size;
    const outgoing = outgoingFrame(frame);
    this.#sendTo(this.#live, outgoing);
    for (const [socket, seen] of this.#ahead) this.#catchUp(socket, seen, frame.version, outgoing);
    return live;
  }

  #catchUp(socket: ClientSocket, seen: number, version: number, outgoing: OutgoingFrame): void {
    if (version < seen) return;
    if (version > seen) this.#sendTo([socket], outgoing);
    this.#ahead.delete(socket);
    this.#live.add(socket);
  }

  #sendTo(sockets: Iterable<ClientSocket>, outgoing: OutgoingFrame): void {
    let count = 0;
    for (const socket of sockets) {
      send(socket, outgoing);
      count += 1;
    }
    this.around.sent(SocketEvent.OrderChanged, count);
  }

  #advance(change: Change): void {
    if (this.#kept?.take(change) === false) this.#kept = undefined;
  }

  #readAnew(key: string, { viewer, within }: Reader): Promise<OwnedSnapshot | null> {
    const read = this.around.read(this.orderId, viewer, within).finally(() => {
      if (this.#reads.get(key) === read) this.#reads.delete(key);
    });
    this.#reads.set(key, read);
    return viewer.kind === 'customer' ? read.then((answer) => this.#keep(answer)) : read;
  }

  /** What was read may be older than what has arrived meanwhile: then it is brought up to it, or not kept. */
  #keep(answer: OwnedSnapshot | null): OwnedSnapshot | null {
    this.#kept = answer ? new KeptSnapshot(answer) : undefined;
    for (const change of this.#recent) this.#advance(change);
    if (this.#kept && this.#kept.version < this.#version) this.#kept = undefined;
    return answer;
  }
}
