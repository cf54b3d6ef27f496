import type { ClientSocket } from './client-socket.ts';

type Connection = ClientSocket['conn'];

interface RawWebSocket {
  readonly bufferedAmount: number;
  /** Not in its documentation; Engine.IO sends frames that are encoded already by it too. */
  readonly _sender?: { sendFrame(frame: readonly [Buffer]): void };
  terminate(): void;
}

const isRawWebSocket = (value: unknown): value is RawWebSocket =>
  typeof value === 'object' && value !== null && 'terminate' in value && 'bufferedAmount' in value;

/** The WebSocket below a connection; none while it polls. Engine.IO does not name it in its types. */
function webSocketOf({ transport }: Connection): RawWebSocket | undefined {
  return 'socket' in transport && isRawWebSocket(transport.socket) ? transport.socket : undefined;
}

/**
 * Puts a WebSocket frame on the wire where nothing waits before it. Engine.IO would do the same, but tell
 * listeners that there are none of, and ask to be called back once it has left, which costs a third as much
 * as the write itself.
 * @returns false where it has to wait for its turn, behind what the client has not taken yet or until it
 * polls again: then it is Engine.IO's to keep
 */
export function sendAtOnce(connection: Connection, frame: readonly [Buffer]): boolean {
  if (connection.readyState !== 'open' || !connection.transport.writable) return false;
  const webSocket = webSocketOf(connection);
  if (webSocket?._sender === undefined || webSocket.bufferedAmount > 0) return false;
  webSocket._sender.sendFrame(frame);
  return true;
}

/**
 * What waits to be read by the client: packets not yet handed to the transport, and bytes, those in the
 * transport included.
 */
export function backlogOf(connection: Connection): { readonly packets: number; readonly bytes: number } {
  const packets = packetsOf(connection);
  const waiting = packets.reduce<number>((bytes, packet) => bytes + lengthOf(packet), 0);
  return { packets: packets.length, bytes: waiting + (webSocketOf(connection)?.bufferedAmount ?? 0) };
}

/** Engine.IO documents the buffer, yet its types call it private. */
function packetsOf(connection: Connection): readonly unknown[] {
  const buffer: unknown = Reflect.get(connection, 'writeBuffer');
  return Array.isArray(buffer) ? buffer : [];
}

const lengthOf = (packet: unknown): number =>
  typeof packet === 'object' && packet !== null && 'data' in packet && typeof packet.data === 'string'
    ? packet.data.length
    : 0;

/** How long a client may take to close its side, in milliseconds. */
const graceMs = 1_000;

/**
 * Ends the connection below Socket.IO, once the client has what was sent to it: it comes back by itself, and
 * learns in the handshake whether it may. A client takes Socket.IO's own "disconnect" as a wish never to see
 * it again.
 */
export function endConnection(connection: Connection): void {
  if (connection.readyState !== 'open') return;
  const late = setTimeout(() => {
    cut(connection);
  }, graceMs).unref();
  connection.once('close', () => {
    clearTimeout(late);
  });
  connection.close();
}

/**
 * Ends the connection now and frees what it held: an orderly close would wait for a client that does not
 * read, or that does not poll again.
 */
export function cut(connection: Connection): void {
  const webSocket = webSocketOf(connection);
  if (webSocket) webSocket.terminate();
  else connection.close(true);
  // Half a minute long Engine.IO lets an orderly close wait for the next poll, and hears of no other close.
  if (!webSocket && connection.readyState !== 'closed') connection.transport.emit('close');
}
