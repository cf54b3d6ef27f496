import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import {
  followAnswerSchema,
  type Problem,
  problemSchema,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';
import type { Answer } from '../support/api.ts';
import { operationsOf, readDocument } from '../contracts/operations.ts';
import { eventually } from '../support/eventually.ts';
import { type Asker, askers, Cast, type Trio, type Whose } from './cast.ts';
import {
  aboutFigures,
  aboutOrders,
  aboutRestaurants,
  following,
  judgedElsewhere,
  open,
  type Row,
  type Subject,
  subjectsOf,
  type Verdict,
  verdictOf,
  watching,
} from './matrix.ts';

interface Follower {
  readonly asker: Asker;
  readonly whose: Whose;
  readonly verdict: Verdict;
  readonly frames: number[];
  readonly close: () => void;
}

const noTrace = ({ status, body }: Answer): unknown => ({ status, ...(body as object), trace_id: '' });
const asVerdict = ({ status }: Problem): Verdict => verdictOf({ status, body: undefined });

/** Who is let in where, over HTTP and on sockets, whether the services run in one process or in three. */
export function everyoneSeesAndMovesOnlyWhatIsTheirs(
  url: () => string,
  { hasInsights = true }: { readonly hasInsights?: boolean } = {},
): void {
  const ofRestaurants = hasInsights ? [...aboutRestaurants, ...aboutFigures] : aboutRestaurants;
  describe('who may see and move an order', () => {
    let cast: Cast;
    beforeAll(async () => {
      cast = await Cast.of(url());
    });

    async function subject(orderId: string, trio: Trio): Promise<Subject> {
      const admin = cast.as('admin', trio.own);
      const made = [
        await admin.post('/api/v1/staff', {
          username: `${randomUUID()}@example.test`,
          name: 'Kim',
          role: 'kitchen',
        }),
        await admin.post('/api/v1/devices', { name: 'Till', scopes: ['orders:read'] }),
      ].map(({ body }) => body as { user_id: string; device_id: string });
      return { orderId, userId: made[0]?.user_id ?? '', deviceId: made[1]?.device_id ?? '' };
    }

    it('is said in this table for every call that the API has', async () => {
      const operations = operationsOf(await readDocument(url()));
      const secured = operations.filter((each) => each.secured).map(({ name }) => name.replace(/\/$/, ''));
      const told = [...aboutOrders, ...ofRestaurants].map(({ name }) => name);
      expect([...told, ...Object.keys(judgedElsewhere)].sort()).toEqual(secured.sort());
      const withoutToken = operations
        .filter(({ secured: needsToken, path }) => !needsToken && path.startsWith('/api/'))
        .map(({ name }) => name.replace(/\/$/, ''));
      expect(withoutToken.filter((name) => !open.includes(name))).toEqual([]);
    });

    it.each(aboutOrders.map((call) => [call.name, call] as const))('%s', async (_, { ask, row, after }) => {
      const wrong: string[] = [];
      for (const asker of askers) {
        const trio = await cast.trio();
        for (const [whose, orderId] of subjectsOf(trio)) {
          if (after !== undefined) await cast.move(trio, whose, after);
          const answer = await ask(cast.as(asker, trio.own), { orderId, userId: '', deviceId: '' });
          const verdict = verdictOf(answer);
          if (verdict !== row[asker][whose])
            wrong.push(`${asker}, ${whose}: ${String(verdict)} instead of ${String(row[asker][whose])}`);
          if (verdict !== 404) continue;
          const none = await ask(cast.as(asker, trio.own), {
            orderId: randomUUID(),
            userId: '',
            deviceId: '',
          });
          expect([asker, noTrace(answer)]).toEqual([asker, noTrace(none)]);
        }
      }
      expect(wrong).toEqual([]);
    });

    it.each(ofRestaurants.map((call) => [call.name, call] as const))('%s', async (_, { ask, row }) => {
      const wrong: string[] = [];
      for (const asker of askers) {
        const trio = await cast.trio();
        const verdict = verdictOf(
          await ask(cast.as(asker, trio.own), await subject(trio.own.order_id, trio)),
        );
        if (verdict !== row[asker].here)
          wrong.push(`${asker}: ${String(verdict)} instead of ${String(row[asker].here)}`);
      }
      expect(wrong).toEqual([]);
    });

    it('a batch moves no order of another restaurant, nor one that is not the caller’s to move', async () => {
      const trio = await cast.trio();
      const updates = subjectsOf(trio).map(([, order_id]) => ({
        order_id,
        status: 'confirmed',
        idempotency_key: randomUUID(),
      }));
      for (const [asker, expected] of [
        ['courier', [403, 403, 404]],
        ['kitchen', ['applied', 'applied', 404]],
      ] as const) {
        const { body } = await cast
          .as(asker, trio.own)
          .post('/api/v1/online/orders/update-status/', { updates });
        const { results } = body as { results: { result: string; problem?: Problem }[] };
        expect([asker, results.map(({ result, problem }) => problem?.status ?? result)]).toEqual([
          asker,
          expected,
        ]);
      }
    });

    it('on a socket: whoever may read an order follows it, and nobody else gets a frame of it', async () => {
      const trio = await cast.trio();
      const followers = (await Promise.all(askers.map((asker) => follow(cast, asker, trio)))).flat();
      const verdicts = followers.map(({ asker, whose, verdict }) => [asker, whose, verdict]);
      expect(verdicts).toEqual(followers.map(({ asker, whose }) => [asker, whose, following[asker][whose]]));
      for (const [whose] of subjectsOf(trio)) await cast.move(trio, whose, 'confirmed');
      const allowed = followers.filter(({ verdict }) => verdict === 'ok');
      await eventually(
        () => allowed.every(({ frames }) => frames.length === 1),
        'the change on every screen that follows the order',
      );
      expect(followers.filter(({ verdict, frames }) => verdict !== 'ok' && frames.length > 0)).toEqual([]);
      for (const { close } of followers) close();
    });

    it('on a board: the staff of a restaurant, and tills that may read its orders', async () => {
      const trio = await cast.trio();
      const verdicts = await Promise.all(
        askers.map(
          async (asker) => [asker, await enterBoard(cast.url, cast.as(asker, trio.own).token)] as const,
        ),
      );
      expect(verdicts).toEqual(askers.map((asker) => [asker, (watching satisfies Row)[asker].here]));
    });
  });
}

/** One socket for each order, so that nothing of one can be taken for another. */
function follow(cast: Cast, asker: Asker, trio: Trio): Promise<Follower[]> {
  return Promise.all(
    subjectsOf(trio).map(async ([whose, orderId]) => {
      const frames: number[] = [];
      const socket = io(`${cast.url}${SocketNamespace.Tracking}`, {
        auth: { token: cast.as(asker, trio.own).token },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      });
      socket.on(SocketEvent.OrderChanged, ({ version }: { version: number }) => frames.push(version));
      const refused = new Promise<Verdict>((resolve) =>
        socket.once('connect_error', (error: Error & { data?: unknown }) => {
          resolve(asVerdict(problemSchema.parse(error.data)));
        }),
      );
      const answered = new Promise<Verdict>((resolve) =>
        socket.once('connect', () => {
          socket.emit(SocketEvent.Follow, { order_id: orderId }, (said: unknown) => {
            const answer = followAnswerSchema.parse(said);
            resolve(answer.ok ? 'ok' : asVerdict(answer.problem));
          });
        }),
      );
      return {
        asker,
        whose,
        verdict: await Promise.race([refused, answered]),
        frames,
        close: () => socket.disconnect(),
      };
    }),
  );
}

async function enterBoard(url: string, token: string | undefined): Promise<Verdict> {
  const socket = io(`${url}${SocketNamespace.Board}`, {
    auth: { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  const verdict = await new Promise<Verdict>((resolve) => {
    socket
      .once('connect', () => {
        resolve('ok');
      })
      .once('connect_error', (error: Error & { data?: unknown }) => {
        resolve(asVerdict(problemSchema.parse(error.data)));
      });
  });
  socket.disconnect();
  return verdict;
}
