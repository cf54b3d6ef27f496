import { io, type Socket } from 'socket.io-client';
import {
  type FollowAnswer,
  followAnswerSchema,
  orderChangedSchema,
  type Problem,
  problemSchema,
  type Snapshot,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';
import type { ScreenEvidence, Shown } from './evidence.ts';

const patience = 3_000;
/**
 * From the attempt on, in milliseconds, as the tracker waits: a server that is busy with everyone's return
 * needs its time, and one that never greets is left.
 */
const isGreetedWithin = 5_000;
/** In milliseconds: all who were cut off together do not come back together. */
const pause = (): number => 100 + Math.random() * 300;

/**
 * A customer's page that outlives every loss of its connection: it comes back with `since`, applies exactly
 * the next version, drops what it knows and asks for the missing part on a gap. Like the tracker it begins
 * again by itself, whoever ended the connection and whatever became of the attempt, unless it is refused for
 * good; Socket.IO's own reconnection would stay away after a refusal or a server's good-bye.
 */
export class SteadfastScreen implements ScreenEvidence {
  readonly shown: Shown[] = [];
  readonly older: number[] = [];
  readonly leftOut: number[] = [];
  readonly refusals: string[] = [];
  connections = 0;
  #following = false;
  /** Whether an answer on this connection came later than it was waited for: frames come after that one. */
  #hasLostAnswer = false;
  #isClosed = false;
  #next: ReturnType<typeof setTimeout> | undefined;
  readonly #socket: Socket;

  constructor(
    url: string,
    token: string,
    private readonly orderId: string,
  ) {
    this.#socket = io(`${url}${SocketNamespace.Tracking}`, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      timeout: isGreetedWithin,
      autoConnect: false,
      reconnection: false,
    });
    this.#socket.on('connect', () => {
      clearTimeout(this.#next);
      this.connections += 1;
      this.#hasLostAnswer = false;
      this.#follow();
    });
    this.#socket.on('disconnect', () => {
      this.#following = false;
      this.#comeBack();
    });
    this.#socket.on('connect_error', (error: Error & { readonly data?: unknown }) =>
      this.#failed(problemSchema.safeParse(error.data).data),
    );
    this.#socket.on(SocketEvent.OrderChanged, (frame: unknown) =>
      this.#take(orderChangedSchema.parse(frame)),
    );
    this.#attempt();
  }

  get version(): number {
    return this.shown.at(-1)?.version ?? 0;
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  /** Whether it is connected and has its snapshot. */
  get isLive(): boolean {
    return this.#following;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#next);
    this.#socket.disconnect();
  }

  #attempt(): void {
    const { io: manager } = this.#socket.disconnect().connect();
    // As in the tracker: Socket.IO is deaf to an end before the server's first packet.
    manager.engine.once('close', (reason) => {
      if (reason !== 'forced close' && !this.#socket.connected) this.#comeBack();
    });
    this.#next = setTimeout(() => this.#attempt(), isGreetedWithin);
  }

  #comeBack(): void {
    clearTimeout(this.#next);
    if (!this.#isClosed) this.#next = setTimeout(() => this.#attempt(), pause());
  }

  /** @param refusal none where it was the network that failed */
  #failed(refusal: Problem | undefined): void {
    clearTimeout(this.#next);
    if (refusal === undefined || refusal.status >= 500 || refusal.status === 429) this.#comeBack();
    else this.refusals.push(`the connection is refused: ${refusal.code}`);
  }

  #follow(): void {
    const since = this.version;
    const wish = { order_id: this.orderId, ...(since === 0 ? {} : { since }) };
    this.#socket.timeout(patience).emit(SocketEvent.Follow, wish, (lost: Error | null, answer: unknown) => {
      const read = lost === null ? followAnswerSchema.parse(answer) : null;
      this.#hasLostAnswer ||= lost !== null;
      if (read?.ok === true) this.#begin(read.snapshot);
      else this.#askAgain(read);
    });
  }

  #askAgain(refusal: FollowAnswer | null): void {
    if (refusal?.ok === false && refusal.problem.status !== 503)
      this.refusals.push(`the order is not followed: ${refusal.problem.code}`);
    else setTimeout(() => this.#socket.connected && this.#follow(), 100);
  }

  #begin({ version, status, status_history: history }: Snapshot): void {
    this.#following = true;
    if (version < this.version) this.older.push(version);
    for (const entry of history) if (entry.version > this.version) this.#show(entry);
    if (this.version < version || (this.version === version && this.shown.at(-1)?.status !== status))
      this.refusals.push(`the history of the snapshot does not lead to version ${version} (${status})`);
  }

  #take(frame: Shown): void {
    if (frame.version <= this.version) return;
    if (!this.#following && this.#hasLostAnswer) return;
    if (frame.version === this.version + 1) return this.#show(frame);
    this.leftOut.push(frame.version);
    this.#follow();
  }

  #show({ version, status }: Shown): void {
    this.shown.push({ version, status });
  }
}
