import type { Socket } from 'node:net';
import { type ProblemCode, problemMediaType, problemOf, problemStatus } from '#libs/contracts';
import { traceIdOf } from './trace.ts';

const known: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['too_large', 'Send at most 16 kB of path and headers.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['invalid_request', 'The request took too long to arrive.'],
};

/** Answers bytes that never became a request, and hangs up. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [code, detail] = known[error.code ?? ''] ?? ['invalid_request', 'This is no HTTP request.'];
  const body = JSON.stringify(problemOf(code, detail, traceIdOf(undefined)));
  const head = [
    `Content-Type: ${problemMediaType}; charset=utf-8`,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Connection: close',
  ].join('\r\n');
  socket.end(`HTTP/1.1 ${String(problemStatus[code])} Refused\r\n${head}\r\n\r\n${body}`, () =>
    socket.destroy(),
  );
}
