import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, Api } from '../support/api.ts';
import { DatabaseWire } from '../support/database-wire.ts';
import { eventually } from '../support/eventually.ts';
import { orders, refusal, World } from '../contracts/contract-world.ts';
import { atWork, isLetIn, logIn, ownPassword } from './administration-world.ts';

/** At once 60 of an account, 40 passwords from an address; 20 and 1 a second after that. */
const settings = { RATE_LIMITS: 'account=20,passwords=1', TRUST_PROXY: 'true' };
const perSecond = { account: 20, passwords: 1 };
const atOnce = { account: 60, passwords: 40 };

let world: World;
let wire: DatabaseWire;
beforeAll(async () => {
  world = await World.open(settings, async ({ serviceUrl }) => {
    wire = await DatabaseWire.to(serviceUrl);
    return { DATABASE_URL: wire.url };
  });
});
afterAll(async () => {
  await world.close();
  await wire.close();
});
beforeEach(async () => {
  wire.mend();
  await eventually(
    () => fetch(`${world.url}/health/ready`).then(({ ok }) => ok),
    'the database to be reached again',
  );
});

let addresses = 0;
/** An address that nobody has come from yet. */
const elsewhere = (): Record<string, string> => ({
  'x-forwarded-for': `198.51.100.${String((addresses += 1))}`,
});
const many = (count: number, ask: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, ask));
const codes = (answers: readonly Answer[]): string[] => answers.map((answer) => refusal(answer).code);
const count = (answers: readonly Answer[], code: string): number =>
  codes(answers).filter((each) => each === code).length;

describe('While the database is away', () => {
  it('a flood of log-ins is held back as ever: each is refused, properly, and beyond the limit before anything is looked up', async () => {
    wire.cut();
    const [from, begun] = [elsewhere(), performance.now()];
    const answers = await many(100, () => logIn(world.url, `${randomUUID()}@example.test`, 'a guess', from));
    const most = atOnce.passwords + 1 + (perSecond.passwords * (performance.now() - begun)) / 1_000;
    expect(new Set(codes(answers))).toEqual(new Set(['unavailable', 'too_many_requests']));
    expect(count(answers, 'unavailable')).toBeLessThanOrEqual(most);
    expect(answers.every(({ headers }) => Number(headers.get('retry-after')) >= 1)).toBe(true);
    // Nobody else is kept out by it: from elsewhere the reason is the database alone.
    expect(refusal(await logIn(world.url, 'courier@demo.test', 'a guess', elsewhere())).code).toBe(
      'unavailable',
    );
  });

  it('so are requests of one account, and its colleagues’ are not', async () => {
    const manager = await world.as('manager');
    const [{ api }, colleague] = [await atWork(manager), (await atWork(manager)).api];
    wire.cut();
    const begun = performance.now();
    const answers = await many(150, () => api.get(`${orders}?limit=1`, elsewhere()));
    const most = atOnce.account + 1 + (perSecond.account * (performance.now() - begun)) / 1_000;
    expect(new Set(codes(answers))).toEqual(new Set(['unavailable', 'too_many_requests']));
    expect(count(answers, 'unavailable')).toBeLessThanOrEqual(most);
    expect(refusal(await colleague.get(`${orders}?limit=1`, elsewhere())).code).toBe('unavailable');
  });

  it('no password is judged, so that none is guessed, and whoever tried is not locked out when it is back', async () => {
    const { hired } = await atWork(await world.as('manager'));
    const from = elsewhere();
    wire.cut();
    const tried = await many(15, () => logIn(world.url, hired.username, 'a guess', from));
    const right = await logIn(world.url, hired.username, ownPassword, from);
    expect(new Set(codes([...tried, right]))).toEqual(new Set(['unavailable']));
    wire.mend();
    await eventually(
      async () => (await logIn(world.url, hired.username, ownPassword, from)).status === 200,
      'the owner to be let in',
    );
    const guesses = await world.rows('SELECT FROM passline.password_guesses WHERE wait_until > now()');
    expect(guesses).toEqual([]);
  });

  it('what each instance let through by itself is told to the others once it is back, and everyone is served', async () => {
    const { api } = await atWork(await world.as('manager'));
    await world.rows('DELETE FROM passline.limit_levels');
    wire.cut();
    // More than one second's worth, so that the level is not empty again when it is told.
    const answers = await many(150, () => api.get(`${orders}?limit=1`, elsewhere()));
    expect(count(answers, 'too_many_requests')).toBeGreaterThan(0);
    wire.mend();
    await eventually(
      async () => (await world.rows('SELECT FROM passline.limit_levels')).length > 0,
      'the levels of the time without a database',
    );
    await eventually(() => isLetIn(new Api(world.url, api.token)), 'the account to be served');
  });
});
