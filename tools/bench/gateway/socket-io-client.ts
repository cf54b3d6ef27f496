import { WebSocket } from 'ws';
import * as z from 'zod';
import { type FollowAnswer, followAnswerSchema, SocketEvent, SocketNamespace } from '#libs/contracts';
import type { PreparedOrder } from '../load/load-tasks.ts';

/** The first bytes of Engine.IO's and Socket.IO's packets. */
const [ping, message] = ['2'.charCodeAt(0), '4'.charCodeAt(0)];
const [connected, event, ack] = ['0'.charCodeAt(0), '2'.charCodeAt(0), '3'.charCodeAt(0)];

/** How long a handshake may take, in ms. */
const patience = 60_000;

export interface Follower extends PreparedOrder {
  /** The version that it has seen. */
  readonly since?: number;
}

/**
 * A follower that speaks as much of Socket.IO's protocol as it needs, by hand: the library's own client takes
 * so much of a core that it, and not the server, would be measured.
 * @param onFrame hears each event, as it came
 * @param onAnswer hears the answer to `follow`, as it came
 */
export function followBySocketIo(
  url: string,
  { orderId, token, since }: Follower,
  onFrame: (text: Buffer) => void,
  onAnswer: (text: Buffer) => void = () => undefined,
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const wish = JSON.stringify([SocketEvent.Follow, { order_id: orderId, since }]);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('a socket could not follow its order in time'));
    }, patience);
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error('a socket was closed'));
    });
    socket.on('open', () => {
      socket.send(`40${SocketNamespace.Tracking},${JSON.stringify({ token })}`);
    });
    socket.on('message', (text: Buffer) => {
      if (text[0] === ping) socket.send('3');
      else if (text[0] === message && text[1] === event) onFrame(text);
      else if (text[0] === message && text[1] === connected)
        socket.send(`42${SocketNamespace.Tracking},0${wish}`);
      else if (text[0] === message && text[1] === ack) {
        clearTimeout(late);
        onAnswer(text);
        if (text.includes('"ok":true')) resolve(socket);
        else reject(new Error(`a socket may not follow its order: ${text.toString()}`));
      }
      // What is left is the handshake of Engine.IO, and a refusal.
      else if (text[0] === message) reject(new Error(`a socket was refused: ${text.toString()}`));
    });
  });
}

/** What a follower is answered, as one who asks once and goes. */
export async function answerTo(url: string, follower: Follower): Promise<{ readonly answer: FollowAnswer }> {
  let read = '';
  const socket = await followBySocketIo(
    url,
    follower,
    () => undefined,
    (text) => {
      read = text.toString();
    },
  );
  socket.terminate();
  const [answer] = z.tuple([followAnswerSchema]).parse(JSON.parse(read.slice(read.indexOf('['))));
  return { answer };
}
