import type { LedgerLine } from '../faults/ledger.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import type { BusyEvening } from './busy-evening.ts';
import { OpenTransaction } from './open-transaction.ts';
import { deadLetters, publish, undigestible, unreadable } from './poison.ts';

const frozenFor = 10_000;
const openFor = 30_000;
const badWaysFor = 5_000;
/** How long nothing else happens to what is not to be felt at all. */
const lookedAtFor = 3_000;

interface Server {
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export async function killAndRestart(
  evening: BusyEvening,
  one: ServiceProcess,
  fault: string,
): Promise<void> {
  await evening.recoversFrom(fault, async () => {
    await one.end('SIGKILL');
    return { mended: one.start() };
  });
}

export async function killServer(evening: BusyEvening, server: Server, fault: string): Promise<void> {
  await evening.recoversFrom(fault, async () => {
    await server.kill();
    return { mended: server.restart() };
  });
}

/**
 * Neither dead nor alive: its connections stay open, and its lock with them.
 * @returns who publishes in its place while it is frozen, and who does afterwards
 */
export async function freezeRelay(evening: BusyEvening): Promise<{
  readonly frozen: ServiceProcess;
  readonly meanwhile: ServiceProcess;
  readonly afterwards: ServiceProcess;
}> {
  const frozen = await evening.relayHolder();
  const { services } = evening;
  let meanwhile = frozen;
  await evening.recoversFrom('the publishing orders frozen for ten seconds', async () => {
    services.setAside(frozen);
    frozen.signal('SIGSTOP');
    const thaw = async (): Promise<void> => {
      await evening.goOn(frozenFor);
      meanwhile = await evening.relayHolder();
      frozen.signal('SIGCONT');
      services.takeBack(frozen);
    };
    return { mended: thaw() };
  });
  return { frozen, meanwhile, afterwards: await evening.relayHolder() };
}

/** Answers get lost behind requests that did their work, and sockets break in the middle of a frame. */
export async function makeWaysBad(evening: BusyEvening): Promise<void> {
  const { services } = evening;
  services.trouble = { share: 0.15, random: () => evening.chance() };
  await evening.goOn(badWaysFor);
  await evening.recoversFrom('five seconds of lost answers and broken sockets', async () => {
    services.trouble = null;
    return { mended: Promise.resolve() };
  });
}

/**
 * @returns the longest that the notifier took for an event of another order meanwhile, in milliseconds, and
 * of how many
 */
export async function poison(
  evening: BusyEvening,
): Promise<{ readonly slowest: number; readonly events: number }> {
  const { brokers } = evening.services.kafka;
  const [one, another] = evening.guests.map(({ order }) => order);
  if (one === undefined || another === undefined) throw new Error('there is nobody to poison');
  const began = new Date();
  await evening.recoversFrom('two events that cannot be handled', async () => {
    await publish(brokers, [unreadable(one), undigestible(another)]);
    return { mended: deadLetters(brokers, 2) };
  });
  const delays = await evening.owner.delaysOfNotifier(
    evening.ids.filter((id) => id !== one.order_id && id !== another.order_id),
    began,
  );
  return { slowest: Math.max(...delays), events: delays.length };
}

/**
 * Somebody's transaction stays open for half a minute, and other things happen meanwhile.
 * @returns what was acknowledged meanwhile of the order that it locks, and of all others
 */
export async function underAnOpenTransaction(
  evening: BusyEvening,
  meanwhile: () => Promise<void>,
): Promise<Readonly<Record<'locked' | 'others', readonly LedgerLine[]>>> {
  const locked = evening.ids.at(-1) ?? '';
  const began = performance.now();
  const transaction = await OpenTransaction.begin(evening.services.database.adminUrl, locked);
  const opened = performance.now();
  await evening.recoversFrom('a transaction left open', async () => ({ mended: evening.goOn(lookedAtFor) }));
  await meanwhile();
  await evening.goOn(openFor - (performance.now() - began));
  const inTime = evening.ledger.acknowledged.filter(({ answeredAt }) => answeredAt > opened);
  await transaction.end();
  return {
    locked: inTime.filter(({ orderId }) => orderId === locked),
    others: inTime.filter(({ orderId }) => orderId !== locked),
  };
}

/**
 * One after the other, as an update does.
 * @returns the exit codes, and the changes that were asked for meanwhile
 */
export async function rollingRestart(
  evening: BusyEvening,
): Promise<{ readonly codes: readonly (number | null)[]; readonly asked: readonly LedgerLine[] }> {
  const codes: (number | null)[] = [];
  const began = performance.now();
  for (const one of evening.services.everyOne) {
    await evening.recoversFrom(`${one.name} restarted`, async () => {
      codes.push(await one.end('SIGTERM'));
      return { mended: one.start() };
    });
  }
  return { codes, asked: evening.ledger.acknowledged.filter(({ askedAt }) => askedAt > began) };
}
