import type { Problem, Snapshot } from '#libs/contracts';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import type { TokenSource } from '../connection/token-source.ts';
import { callListener } from '../listeners/call-listener.ts';
import type { OrderListener } from '../order-connection/following.ts';
import { type Share, shareConnection } from '../order-connection/shared-connections.ts';
import { orderIdOfToken } from '../order-connection/tracking-token.ts';
import { serverClock } from '../server-clock/server-clock.ts';
import { forget, recollect, remember } from './snapshot-memory.ts';

export interface TrackingOptions extends Pick<OrderListener, 'pollEveryMs' | 'staysAwake'> {
  /** May be left out with a tracking token, which names its order. */
  readonly orderId?: string | null | undefined;
  /** An access or a tracking token, or where to get one; the same function shares its connection. */
  readonly token: TokenSource;
  /** Origin of the API and the sockets; the page's own by default. */
  readonly server?: string | null | undefined;
  /** Once for each new version; `previous` is null for the first state that is known. */
  readonly onStatusUpdate?: (snapshot: Snapshot, previous: Snapshot | null) => void;
  /**
   * After `onStatusUpdate`, where it happened while this was followed: whoever looks has seen what was
   * before.
   */
  readonly onNews?: (snapshot: Snapshot, previous: Snapshot) => void;
  readonly onConnectionChange?: (status: ConnectionStatus) => void;
  /** The link is dead, or the order is not theirs; nothing more will come. */
  readonly onError?: (problem: Problem) => void;
  /** After any change of `state`. */
  readonly onChange?: () => void;
}

/** What is known of an order at a moment; another object after each change. */
export interface TrackingState {
  readonly isConnected: boolean;
  readonly connectionStatus: ConnectionStatus;
  readonly orderStatus: Snapshot | null;
  /** When the server last said how things are. */
  readonly lastUpdate: Date | null;
}

export const nothingKnown: TrackingState = {
  isConnected: false,
  connectionStatus: 'disconnected',
  orderStatus: null,
  lastUpdate: null,
};

/** Which order these name, or null where they name none. */
export const orderOf = ({
  orderId,
  token,
}: {
  readonly orderId?: string | null | undefined;
  readonly token?: TokenSource | null | undefined;
}): string | null => orderId || (typeof token === 'string' ? orderIdOfToken(token) : null);

/** Thrown when neither an order nor a tracking token, which would name one, was given. */
export class NoOrderError extends TypeError {
  override readonly name = 'NoOrderError';

  constructor() {
    super('name the order in orderId, or give a tracking token');
  }
}

/**
 * Follows one order from its start until it is stopped, over a connection shared with all who use the same
 * token.
 */
export class OrderTracking {
  #state: TrackingState;
  readonly #orderId: string;
  readonly #options: TrackingOptions;
  #share: Share | null = null;
  #hasHeard = false;
  #endings: readonly (() => void)[] = [];

  /** Begins with what this browser last knew. @throws NoOrderError */
  constructor(options: TrackingOptions) {
    const orderId = orderOf(options);
    if (orderId === null) throw new NoOrderError();
    const last = recollect(orderId);
    this.#state = last
      ? { ...nothingKnown, orderStatus: last.snapshot, lastUpdate: new Date(last.heardAt) }
      : nothingKnown;
    this.#orderId = orderId;
    this.#options = options;
  }

  get state(): TrackingState {
    return this.#state;
  }

  /** @returns stops it; it may be started again */
  start(): () => void {
    const { token, server, onStatusUpdate } = this.#options;
    const { orderStatus } = this.#state;
    const share = shareConnection(new URL(server ?? location.origin).origin, token);
    const { connection, release } = (this.#share = share);
    this.#endings = [connection.watch((status) => this.#turned(status)), release];
    if (orderStatus) callListener(() => onStatusUpdate?.(orderStatus, null));
    if (this.#share === share) this.#turned(connection.status);
    if (this.#share === share) this.#follow(share, orderStatus);
    return () => this.stop();
  }

  /** Asks the server now, whatever the connection is doing. @returns whether it answered */
  async refresh(): Promise<boolean> {
    return this.#share?.connection.refresh(this.#orderId) ?? false;
  }

  stop(): void {
    this.#end();
    this.#state = { ...this.#state, isConnected: false, connectionStatus: 'disconnected' };
  }

  #end(): void {
    for (const end of this.#endings) end();
    [this.#endings, this.#share] = [[], null];
  }

  /** A listener may stop it while it hears of what is known already. */
  #follow(share: Share, known: Snapshot | null): void {
    const leave = share.connection.follow(this.#orderId, this.#listener(), known);
    if (this.#share === share) this.#endings = [leave, ...this.#endings];
    else leave();
  }

  #listener(): OrderListener {
    const { pollEveryMs, staysAwake } = this.#options;
    return {
      onSnapshot: (snapshot) => this.#heard(snapshot),
      onProblem: (problem) => this.#refused(problem),
      ...(pollEveryMs !== undefined && { pollEveryMs }),
      ...(staysAwake && { staysAwake }),
    };
  }

  #heard(orderStatus: Snapshot): void {
    const lastUpdate = new Date(serverClock.now());
    const { orderStatus: previous } = this.#state;
    remember(this.#orderId, { snapshot: orderStatus, heardAt: lastUpdate.getTime() });
    this.#update({ orderStatus, lastUpdate });
    if (this.#hasHeard && this.#share && previous && previous.version !== orderStatus.version)
      callListener(() => this.#options.onNews?.(orderStatus, previous));
    this.#hasHeard = true;
  }

  #turned(connectionStatus: ConnectionStatus): void {
    const { isConnected: wasConnected, orderStatus } = this.#state;
    // What is shown was true until the connection went.
    this.#update({
      connectionStatus,
      isConnected: connectionStatus === 'connected',
      ...(wasConnected && orderStatus && { lastUpdate: new Date(serverClock.now()) }),
    });
  }

  #refused(problem: Problem): void {
    this.#end();
    forget(this.#orderId);
    this.#update({ connectionStatus: 'error', isConnected: false });
    callListener(() => this.#options.onError?.(problem));
  }

  #update(change: Partial<TrackingState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    const { orderStatus, connectionStatus } = this.#state;
    const { onStatusUpdate, onConnectionChange, onChange } = this.#options;
    if (orderStatus && orderStatus.version !== before.orderStatus?.version)
      callListener(() => onStatusUpdate?.(orderStatus, before.orderStatus));
    if (connectionStatus !== before.connectionStatus)
      callListener(() => onConnectionChange?.(connectionStatus));
    callListener(() => onChange?.());
  }
}
