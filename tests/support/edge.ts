import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Duplex, pipeline, Transform } from 'node:stream';

/** Where a request may go, as `host:port`, each as good as the others. */
export type Route = (path: string) => readonly string[];

/**
 * What goes wrong on the way: requests arrive and their answers do not, and sockets break in the middle of
 * what they carry.
 */
export interface Trouble {
  /** Of all answers, and of all pieces on a socket: from 0 to 1. */
  readonly share: number;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
}

export interface Losses {
  /** Answers to a POST that said it was done. */
  answers: number;
  sockets: number;
}

interface Place {
  readonly hostname: string;
  readonly port: number;
}

const placeOf = (address: string): Place => {
  const { hostname, port } = new URL(`http://${address}`);
  return { hostname, port: Number(port) };
};

const forwarded = ({ headers, socket }: IncomingMessage): string =>
  [headers['x-forwarded-for'], socket.remoteAddress].flat().filter(Boolean).join(', ');

/**
 * Node takes one connection from a port in a turn of its loop. Where a hundred screens live in this process
 * too, a turn takes a tenth of a second, and those who were cut off together would come back ten a second
 * through a single one.
 */
const ports = 32;

async function listening(): Promise<Server> {
  // As long as the services' own: a connection that is closed as it is used again loses the request.
  const server = createServer({ keepAliveTimeout: 72_000 });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return server;
}

/**
 * Stands before several instances, on ports that are all the same: takes them in turn, passes over one that
 * refuses, and breaks off where an answer is lost on the way.
 */
export class Edge {
  trouble: Trouble | null = null;
  readonly losses: Losses = { answers: 0, sockets: 0 };
  #turn = 0;

  private constructor(
    private readonly servers: readonly Server[],
    private readonly route: Route,
  ) {
    for (const server of servers) {
      server.on('request', (incoming, answer) => void this.#pass(incoming, answer));
      server.on('upgrade', (incoming, socket, head) => void this.#open(incoming, socket, head));
    }
  }

  static async open(route: Route): Promise<Edge> {
    return new Edge(await Promise.all(Array.from({ length: ports }, listening)), route);
  }

  get url(): string {
    return this.urls[0] ?? '';
  }

  /** Each as good as the others, for those who come in crowds. */
  get urls(): readonly string[] {
    return this.servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    const closed = Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
    for (const server of this.servers) server.closeAllConnections();
    await closed;
  }

  #inTurn(path: string): readonly string[] {
    const all = this.route(path);
    this.#turn += 1;
    return all.map((_address, index) => all[(index + this.#turn) % all.length] ?? '');
  }

  async #pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body: Buffer[] = [];
    try {
      for await (const chunk of incoming) body.push(chunk as Buffer);
    } catch {
      return; // Who asked has gone.
    }
    await this.#ask(incoming, Buffer.concat(body), answer, this.#inTurn(incoming.url ?? '/'));
  }

  async #ask(
    incoming: IncomingMessage,
    body: Buffer,
    answer: ServerResponse,
    [first, ...others]: readonly string[],
  ): Promise<void> {
    if (first === undefined) {
      answer.writeHead(503, { 'retry-after': '1' }).end();
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request({
      ...placeOf(first),
      method,
      path: url,
      headers: { ...headers, 'x-forwarded-for': forwarded(incoming) },
      agent: false,
    });
    onward.once('response', (answered) => {
      if (answer.destroyed) return void answered.destroy();
      if (this.#strikes()) return this.#loseAnswer(answered, answer, method);
      answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
      pipeline(answered, answer, () => undefined);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') void this.#ask(incoming, body, answer, others);
      else answer.destroy();
    });
    onward.end(body);
  }

  /** The request has done its work; nobody hears of it. */
  #loseAnswer(answered: IncomingMessage, answer: ServerResponse, method = 'GET'): void {
    if (method === 'POST' && answered.statusCode === 200) this.losses.answers += 1;
    answered.resume().once('close', () => answer.destroy());
  }

  #strikes(): boolean {
    return this.trouble !== null && this.trouble.random() < this.trouble.share;
  }

  /** Lets everything through but, in trouble, the second half of a piece: with that the connection breaks. */
  #fragile(socket: Duplex): Transform {
    return new Transform({
      transform: (piece: Buffer, _encoding, done) => {
        if (!this.#strikes()) return done(null, piece);
        this.losses.sockets += 1;
        socket.end(piece.subarray(0, piece.length / 2), () => socket.destroy());
      },
    });
  }

  async #open(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const onward = await this.#connected(this.#inTurn(incoming.url ?? '/'));
    if (onward === null) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    const headers = Object.entries({ ...incoming.headers, 'x-forwarded-for': forwarded(incoming) }).map(
      ([name, value]) => `${name}: ${String(value)}\r\n`,
    );
    onward.write(`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${headers.join('')}\r\n`);
    onward.write(head);
    pipeline(socket, onward, () => onward.destroy());
    pipeline(onward, this.#fragile(socket), socket, () => socket.destroy());
  }

  async #connected([first, ...others]: readonly string[]): Promise<Duplex | null> {
    if (first === undefined) return null;
    const { hostname: host, port } = placeOf(first);
    const socket = connect({ host, port });
    const connected = await new Promise<boolean>((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    );
    return connected ? socket.on('error', () => undefined) : this.#connected(others);
  }
}
