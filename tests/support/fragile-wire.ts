import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The way to a PostgreSQL, which can break between a COMMIT and its answer: what was asked for is done, and
 * nobody hears of it.
 */
export class FragileWire {
  /** How often it broke. */
  breaks = 0;
  #fatal: { readonly request: string; times: number } | undefined;

  private constructor(private readonly server: Server) {}

  static async to(port: number): Promise<FragileWire> {
    const server = createServer();
    const wire = new FragileWire(server);
    server.on('connection', (near) => wire.#join(near, connect({ port, host: '127.0.0.1' })));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Loses the answer to the next transactions in which that text stands. */
  losesAnswersTo(request: string, times = 1): void {
    this.#fatal = { request, times };
  }

  close(): void {
    this.server.close();
  }

  #join(near: Socket, far: Socket): void {
    let isDoomed = false;
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const)
      end.on('error', () => undefined).on('close', () => other.destroy());
    near.on('data', (piece) => {
      isDoomed ||= this.#isFatal(piece);
      far.write(piece);
    });
    far.on('data', (piece) => {
      if (!isDoomed) return void near.write(piece);
      if (!piece.includes('COMMIT')) return;
      this.breaks += 1;
      near.destroy();
    });
  }

  #isFatal(piece: Buffer): boolean {
    if (this.#fatal === undefined || this.#fatal.times === 0 || !piece.includes(this.#fatal.request))
      return false;
    this.#fatal.times -= 1;
    return true;
  }
}
