import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { internalPaths, snapshotsRequestSchema } from '#libs/contracts';

/**
 * Stands between a gateway and `orders`, and counts how often each order's snapshot is asked for. It changes
 * nothing.
 */
export class SnapshotWatch {
  readonly #server: Server;
  /** When each order was asked for, in ms. */
  readonly #asked = new Map<string, number[]>();

  private constructor(private readonly ordersUrl: string) {
    this.#server = createServer((asking, answer) => void this.#pass(asking, answer));
  }

  static async open(ordersUrl: string): Promise<SnapshotWatch> {
    const watch = new SnapshotWatch(ordersUrl);
    watch.#server.listen(0, '127.0.0.1');
    await once(watch.#server, 'listening');
    return watch;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  forget(): void {
    this.#asked.clear();
  }

  /** The most that any order was asked for within a second. */
  get mostInASecond(): number {
    return [...this.#asked.values()].reduce((most, times) => Math.max(most, mostInAnySpan(1_000, times)), 0);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(asking: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = Buffer.concat((await asking.toArray()) as Buffer[]);
    if (asking.url === internalPaths.snapshots) this.#count(body);
    const { method, url, headers } = asking;
    const onward = request(this.ordersUrl + (url ?? ''), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    onward.end(body);
  }

  #count(body: Buffer): void {
    const now = performance.now();
    for (const { order_id } of snapshotsRequestSchema.parse(JSON.parse(body.toString())).orders) {
      this.#asked.set(order_id, [...(this.#asked.get(order_id) ?? []), now]);
    }
  }
}

/** @param times ascending, in ms */
export function mostInAnySpan(ms: number, times: readonly number[]): number {
  return times.reduce(
    (most, from, index) => Math.max(most, times.slice(index).filter((time) => time - from < ms).length),
    0,
  );
}
