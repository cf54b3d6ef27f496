import { type OrderChanged, SocketEvent } from '#libs/contracts';
import type { GatewayMetrics } from '../metrics/index.ts';
import type { SnapshotCache } from '../snapshots/index.ts';
import { type ClientSocket, type OutgoingFrame, outgoingFrame, send } from '../sockets/index.ts';

/**
 * The screens that follow one order. Versions go up by one on each of them, and none can be missed:
 * - The consumer stands at its place before any snapshot is asked for, and `orders` publishes only what it
 *   has committed. So an event is either in the snapshot, or arrives after the snapshot was asked for.
 * - From then until the answer is handed on, the room keeps every frame (`#recent`). What is above the
 *   snapshot's version is sent right after it, in the same turn of the event loop in which the socket goes
 *   live.
 * - All who are live have been shown exactly `#version`. A socket whose snapshot is newer than that, since
 *   reading was faster than the log, waits (`#ahead`) until the room has come as far.
 * - A room hears versions one by one: a hole in the log is filled from the history first, see
 *   `BroadcastChangeHandler`.
 */
export class OrderRoom {
  #version = 0;
  #joining = 0;
  #recent: OrderChanged[] = [];
  readonly #live = new Set<ClientSocket>();
  /** Made where one is ahead, which is seldom: there are as many rooms as orders that are followed. */
  #ahead: Map<ClientSocket, number> | undefined;

  constructor(
    readonly orderId: string,
    readonly snapshots: SnapshotCache,
    private readonly metrics: GatewayMetrics,
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
    return (this.#ahead?.size ?? 0) + this.#live.size;
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

  /** Whether nothing is missing between a snapshot of that version and what the room was shown last. */
  reaches(version: number): boolean {
    return version >= this.#version || this.#recent.some((frame) => frame.version === version + 1);
  }

  /**
   * Sends what happened after the snapshot, and whatever happens from now on. Call it in the turn in which
   * the snapshot was sent.
   */
  goLive(socket: ClientSocket, snapshotVersion: number): void {
    for (const frame of this.#recent)
      if (frame.version > snapshotVersion) this.#sendTo([socket], outgoingFrame(frame));
    if (this.#nobodyLive) this.#version = Math.max(this.#version, snapshotVersion);
    if (snapshotVersion > this.#version) (this.#ahead ??= new Map()).set(socket, snapshotVersion);
    else this.#live.add(socket);
  }

  leave(socket: ClientSocket): void {
    this.#ahead?.delete(socket);
    this.#live.delete(socket);
  }

  /**
   * Shows the change to all who have not seen its version yet.
   * @returns how many sockets stand in the room
   */
  publish(frame: OrderChanged): number {
    this.snapshots.advance(frame);
    if (frame.version <= this.#version) return 0;
    this.#version = frame.version;
    if (this.#joining > 0) this.#recent.push(frame);
    if (this.#nobodyLive) return 0;
    const live = this.#live.size;
    const outgoing = outgoingFrame(frame);
    this.#sendTo(this.#live, outgoing);
    for (const [socket, seen] of this.#ahead ?? []) this.#catchUp(socket, seen, frame.version, outgoing);
    return live;
  }

  #catchUp(socket: ClientSocket, seen: number, version: number, outgoing: OutgoingFrame): void {
    if (version < seen) return;
    if (version > seen) this.#sendTo([socket], outgoing);
    this.#ahead?.delete(socket);
    this.#live.add(socket);
  }

  #sendTo(sockets: Iterable<ClientSocket>, outgoing: OutgoingFrame): void {
    let count = 0;
    for (const socket of sockets) {
      send(socket, outgoing);
      count += 1;
    }
    this.metrics.sent(SocketEvent.OrderChanged, count);
  }
}
