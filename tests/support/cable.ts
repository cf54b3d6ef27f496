import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The network between a tablet and the server: it can be cut, and mended. What was open when it was cut is
 * broken off.
 */
export class Cable {
  readonly #open = new Set<Socket>();
  #target: { readonly host: string; readonly port: number } | null = null;
  #isWhole = true;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.#pass(socket));
  }

  static async lay(): Promise<Cable> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Cable(server);
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** @param url of the server at the other end */
  plugInto(url: string): void {
    const { hostname: host, port } = new URL(url);
    this.#target = { host, port: Number(port) };
  }

  cut(): void {
    this.#isWhole = false;
    for (const socket of this.#open) socket.destroy();
  }

  mend(): void {
    this.#isWhole = true;
  }

  async remove(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #pass(socket: Socket): void {
    if (!this.#isWhole || this.#target === null) {
      socket.destroy();
      return;
    }
    const onward = connect(this.#target);
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#open.add(end);
      end
        .on('error', () => undefined)
        .on('close', () => {
          this.#open.delete(end);
          other.destroy();
        })
        .pipe(other);
    }
  }
}
