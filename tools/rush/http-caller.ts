import * as http from 'node:http';
import * as https from 'node:https';
import { UnreachableError } from './rush.errors.ts';

export interface Reply {
  readonly status: number;
  readonly body: string;
  /** When the request left, by `performance.now()`. */
  readonly sentAt: number;
  readonly ms: number;
}

type Headings = Readonly<Record<string, string>>;

/** How long an answer may take, in ms. */
const patience = 15_000;

/** POSTs JSON over connections that are kept open: the cheapest client that Node has. */
export class HttpCaller {
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;

  /** @param connections how many may be open at once */
  constructor(
    readonly url: string,
    connections: number,
  ) {
    const secure = url.startsWith('https:');
    const options = { keepAlive: true, maxSockets: connections, scheduling: 'fifo' } as const;
    this.#agent = secure ? new https.Agent(options) : new http.Agent(options);
    this.#request = secure ? https.request : http.request;
  }

  /** @throws UnreachableError where no answer came */
  post(path: string, body: unknown, headers: Headings = {}): Promise<Reply> {
    const text = JSON.stringify(body);
    const length = Buffer.byteLength(text);
    const options = {
      method: 'POST',
      agent: this.#agent,
      timeout: patience,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': length },
    };
    return new Promise((resolve, reject) => {
      const sentAt = performance.now();
      const request = this.#request(this.url + path, options, (response) => {
        readAll(response).then((read) => {
          resolve({ status: response.statusCode ?? 0, body: read, sentAt, ms: performance.now() - sentAt });
        }, fail);
      });
      const fail = (cause: unknown): void => {
        reject(new UnreachableError(this.url, cause));
      };
      request.on('error', fail).on('timeout', () => request.destroy(new Error('no answer in time')));
      request.end(text);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function readAll(response: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    response
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        resolve(Buffer.concat(parts).toString('utf8'));
      })
      .on('error', reject);
  });
}
