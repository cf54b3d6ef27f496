import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Protocols that clients offer with a request, each with the header that goes with it. */
export const offeredProtocols = [
  ['h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA'],
  ['TLS/1.0', 'X-Nothing: at-all'],
  ['websocket', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  ['foo/2, bar', 'X-Nothing: at-all'],
] as const;

/** All that comes back for bytes sent by hand, until the connection ends. */
export async function conversation(url: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(sent);
  return text(socket);
}

/** A request that offers another protocol; the connection is to end with its answer. */
export function offering(protocol: string, further: string, path: string, body = ''): string {
  const post = ['Content-Type: application/json', `Content-Length: ${String(Buffer.byteLength(body))}`];
  const head = [
    `${body === '' ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    'Host: passline',
    `Upgrade: ${protocol}`,
    further,
    'Connection: Upgrade, close',
    ...(body === '' ? [] : post),
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
