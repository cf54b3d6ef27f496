import { WebSocket } from 'ws';
import type { PreparedOrder } from '../load/load-tasks.ts';
import { inParallel } from '../load/in-parallel.ts';
import { serveTasks } from '../task.ts';
import { returnOfAll } from './return-of-all.ts';
import { type ClientTasks, type Lane, steadyClock } from './socket-tasks.ts';
import { answerTo, followBySocketIo } from './socket-io-client.ts';

/** Handshakes in hand at a time. */
const handshakes = 50;
/** All frames of a turn have arrived by then, in ms, or some are lost. */
const framesWithin = 60_000;
const numberIn = /"notes":"(\d+)"/;

/** The clients of one server. They count frames and look no further into them than they must. */
class Audience {
  readonly #sockets: WebSocket[] = [];
  #awaited = 0;
  #numbered = false;
  #arrivedAt: number[] = [];
  #arrived: (endedAt: number) => void = () => undefined;

  constructor(private readonly lane: Lane) {}

  async follow(url: string, followers: readonly PreparedOrder[]): Promise<object> {
    await inParallel(followers, handshakes, async (follower) => {
      this.#sockets.push(await this.#connect(url, follower));
    });
    return {};
  }

  async comeBack(input: ClientTasks['comeBack']['input']): Promise<ClientTasks['comeBack']['output']> {
    const { sockets, output } = await returnOfAll(input);
    this.#sockets.push(...sockets);
    return output;
  }

  async receive({
    frames,
    numbered,
  }: ClientTasks['receive']['input']): Promise<ClientTasks['receive']['output']> {
    this.#awaited = frames;
    this.#numbered = numbered;
    this.#arrivedAt = [];
    const endedAt = await new Promise<number>((resolve, reject) => {
      const patience = setTimeout(() => {
        reject(new Error(`${String(this.#awaited)} of ${String(frames)} frames have not arrived`));
      }, framesWithin);
      this.#arrived = (at) => {
        clearTimeout(patience);
        resolve(at);
      };
    });
    return { endedAt, arrivedAt: this.#arrivedAt };
  }

  leave(): Promise<object> {
    for (const socket of this.#sockets.splice(0)) socket.terminate();
    return Promise.resolve({});
  }

  #connect(url: string, follower: PreparedOrder): Promise<WebSocket> {
    const onFrame = (text: Buffer): void => {
      this.#count(text);
    };
    return this.lane === 'ws' ? followByWs(url, follower, onFrame) : followBySocketIo(url, follower, onFrame);
  }

  #count(frame: Buffer): void {
    if (this.#numbered) this.#arrivedAt[Number(numberIn.exec(frame.toString('latin1'))?.[1])] = steadyClock();
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#arrived(steadyClock());
  }
}

function followByWs(
  url: string,
  { orderId }: PreparedOrder,
  onFrame: (text: Buffer) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => {
      socket.send(JSON.stringify({ follow: orderId }));
    });
    socket.once('message', () => {
      socket.on('message', onFrame);
      resolve(socket);
    });
  });
}

const audiences: Readonly<Record<Lane, Audience>> = {
  passline: new Audience('passline'),
  socketIo: new Audience('socketIo'),
  ws: new Audience('ws'),
};

serveTasks<ClientTasks>({
  follow: ({ lane, url, followers }) => audiences[lane].follow(url, followers),
  receive: (input) => audiences[input.lane].receive(input),
  comeBack: (input) => audiences[input.lane].comeBack(input),
  answerTo: ({ url, follower }) => answerTo(url, follower),
  leave: ({ lane }) => audiences[lane].leave(),
});
