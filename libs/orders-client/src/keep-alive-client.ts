import * as http from 'node:http';
import * as https from 'node:https';

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** Text in UTF-8. */
  readonly body?: string | undefined;
  /** Ends it without an answer. */
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * HTTP between neighbours, over connections that are kept open. Node's `fetch` asks for several times the CPU
 * of it: streams, signals and a response nobody needs all of.
 */
export class KeepAliveClient {
  readonly #agents: Readonly<Record<string, http.Agent>>;

  /** @param patienceMs how long an answer may take, from the first byte sent to the last one read */
  constructor(private readonly patienceMs: number) {
    const options = { keepAlive: true, scheduling: 'lifo', maxSockets: 64 } as const;
    this.#agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  }

  /**
   * A question that goes over a connection which had lain open may find it closed. Whether it was read before
   * that cannot be told, so it is asked once more, over a connection of its own: ask only what is safe to ask
   * twice.
   * @throws Error where no answer came, or none in time
   */
  async ask(url: string, question: Question): Promise<Answer> {
    const until = performance.now() + this.patienceMs;
    try {
      return await this.#askOnce(url, question, this.#agents[new URL(url).protocol], until);
    } catch (error) {
      if (!(error instanceof ConnectionClosedError)) throw error;
      return this.#askOnce(url, question, false, until);
    }
  }

  #askOnce(
    url: string,
    { method, headers, body, signal }: Question,
    agent: http.Agent | false | undefined,
    until: number,
  ): Promise<Answer> {
    const { request } = url.startsWith('https:') ? https : http;
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const options = { method, agent, headers: { ...headers, ...length }, signal };
    return new Promise((resolve, reject) => {
      let isAnswered = false;
      const asked = request(url, options, (response) => {
        isAnswered = true;
        readAll(response).then((text) => {
          clearTimeout(patience);
          resolve({ status: response.statusCode ?? 0, body: text });
        }, fail);
      });
      const fail = (error: Error & { readonly code?: string }): void => {
        clearTimeout(patience);
        const closed = asked.reusedSocket && !isAnswered && error.code === 'ECONNRESET';
        reject(closed ? new ConnectionClosedError(error.message, { cause: error }) : error);
      };
      const patience = setTimeout(() => {
        asked.destroy(new Error(`no answer within ${String(this.patienceMs)} ms`));
      }, until - performance.now());
      asked.on('error', fail).end(body);
    });
  }
}

/** Thrown where a connection that had lain open is closed, and no answer has come. */
class ConnectionClosedError extends Error {
  override readonly name = 'ConnectionClosedError';
}

function readAll(response: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response
      .setEncoding('utf8')
      .on('data', (part: string) => (text += part))
      .on('end', () => {
        resolve(text);
      })
      .on('error', reject);
  });
}
