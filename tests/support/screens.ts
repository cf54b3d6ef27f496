import { io, type Socket } from 'socket.io-client';
import {
  type FollowAnswer,
  followAnswerSchema,
  type OrderChanged,
  orderChangedSchema,
  type Snapshot,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';
import { eventually } from './eventually.ts';

/** A customer's open page: follows one order and keeps every frame in the order in which it came. */
export class Screen {
  readonly frames: OrderChanged[] = [];
  readonly versions: number[] = [];
  snapshot: Snapshot | undefined;

  private constructor(
    readonly socket: Socket,
    private readonly orderId: string | undefined,
  ) {
    socket.on(SocketEvent.OrderChanged, (frame: unknown) => {
      const read = orderChangedSchema.parse(frame);
      this.frames.push(read);
      this.versions.push(read.version);
    });
  }

  /** Resolves once the order is followed. */
  static async open(url: string, token: string, orderId?: string): Promise<Screen> {
    const socket = io(`${url}${SocketNamespace.Tracking}`, {
      auth: { token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    const screen = new Screen(socket, orderId);
    const answer = await screen.follow();
    if (!answer.ok) throw new Error(`the order is not followed: ${answer.problem.code}`);
    screen.snapshot = answer.snapshot;
    return screen;
  }

  async follow(since?: number): Promise<FollowAnswer> {
    const wish = {
      ...(this.orderId === undefined ? {} : { order_id: this.orderId }),
      ...(since === undefined ? {} : { since }),
    };
    return followAnswerSchema.parse(await this.socket.timeout(5_000).emitWithAck(SocketEvent.Follow, wish));
  }

  /** The frame of this version, once it is there. */
  frame(version: number): Promise<OrderChanged> {
    return eventually(
      () => this.frames.find((frame) => frame.version === version),
      `version ${String(version)} on the screen`,
    );
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** A restaurant's board: everything that reaches its room, by name. */
export class Board {
  readonly seen: {
    readonly event: string;
    readonly frame: { readonly order_id: string; readonly version: number; readonly status: string };
  }[] = [];

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, frame: Board['seen'][number]['frame']) => this.seen.push({ event, frame }));
  }

  static async open(url: string, token: string): Promise<Board> {
    const socket = io(`${url}${SocketNamespace.Board}`, {
      auth: { token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    const board = new Board(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    });
    return board;
  }

  saw(event: string, orderId: string, version: number): Promise<unknown> {
    const wanted = (entry: Board['seen'][number]): boolean =>
      entry.event === event && entry.frame.order_id === orderId && entry.frame.version === version;
    return eventually(
      () => this.seen.find(wanted)?.frame,
      `${event} of version ${String(version)} on the board`,
    );
  }

  close(): void {
    this.socket.disconnect();
  }
}
