import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';
import type { Admin, ISocketFactory, RetryOptions } from 'kafkajs';
import { calmRequestQueues } from './request-queue.ts';
import { withTimeout } from '../concurrency/with-timeout.ts';

calmRequestQueues();

/** Comes back as soon as a broker does; kafkajs' own settings take some twenty seconds. */
export const kafkaRetry: RetryOptions = {
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  factor: 0.5,
  multiplier: 2,
  retries: 1_000,
};

export interface KafkaPlace {
  /** As `host:port`. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Once aborted, every connection is given up and none is made. */
  readonly closed: AbortSignal;
  /** Hears what kafkajs has to say; nothing is written to the console. */
  readonly onLog: (level: KafkaLogLevel, message: string, facts: Readonly<Record<string, unknown>>) => void;
}

export type KafkaLogLevel = 'error' | 'warn' | 'info' | 'debug';

/** A kafkajs client whose connections can be given up at any time, whatever it is doing. */
export interface OwnKafka {
  readonly kafka: Kafka;
  /** Closes every connection and lets no other be made: what is tried afterwards fails for good. */
  readonly giveUp: () => void;
}

/** @param retry of all that it does, connecting included */
export function openKafka(
  { brokers, clientId, closed, onLog }: KafkaPlace,
  retry: RetryOptions = kafkaRetry,
): OwnKafka {
  const sockets = new Set<Socket>();
  let givenUp = closed.aborted;
  const giveUp = (): void => {
    givenUp = true;
    closed.removeEventListener('abort', giveUp);
    // With an error, since kafkajs does not notice a close without one.
    for (const socket of sockets) socket.destroy(new Error('the connection was given up'));
  };
  closed.addEventListener('abort', giveUp);
  const socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    if (givenUp) throw new GivenUpError();
    const socket = connect({ host, port, noDelay: true }, onConnect).setKeepAlive(true, 60_000);
    sockets.add(socket);
    return socket.once('close', () => sockets.delete(socket));
  };
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId,
    socketFactory,
    connectionTimeout: 1_000,
    requestTimeout: 10_000,
    retry,
    logLevel: logLevel.INFO,
    // What is said of connections that were given up on purpose is no news.
    logCreator:
      () =>
      ({ level, log: { message, timestamp: _, ...facts } }) => {
        onLog((givenUp ? undefined : levelNames[level]) ?? 'debug', message, facts);
      },
  });
  return { kafka, giveUp };
}

const levelNames: Readonly<Record<number, KafkaLogLevel>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'info',
};

/**
 * Ends kafkajs' retries, which take every failure to connect for one that may pass and would go on for a
 * quarter of an hour. It reads the message of whatever was thrown, and of all errors it is a TypeError that
 * it never tries again.
 */
class GivenUpError extends Error {
  override get message(): string {
    throw new TypeError('the connection was given up');
  }
}

/**
 * Does something as administrator, on a connection of its own.
 * @throws TimeIsUpError, or what the broker says
 */
export async function asAdmin<T>(
  place: KafkaPlace,
  work: (admin: Admin) => Promise<T>,
  retry: RetryOptions = kafkaRetry,
): Promise<T> {
  const { kafka, giveUp } = openKafka(place, retry);
  const admin = kafka.admin({ retry });
  try {
    await admin.connect();
    const result = await work(admin);
    await admin.disconnect();
    return result;
  } finally {
    giveUp();
  }
}

const forgetGroupWithin = 2_000;

/** Deletes a group. Best effort: brokers forget by themselves one that has no members. */
export async function forgetGroup(place: KafkaPlace, groupId: string): Promise<void> {
  const deleting = asAdmin(place, (admin) => admin.deleteGroups([groupId]), { ...kafkaRetry, retries: 1 });
  await withTimeout(forgetGroupWithin, 'deleting the group', deleting).catch(() => undefined);
}

/** Whether a broker answers at the first attempt, and is ready to work. */
export async function kafkaAnswers(brokers: string): Promise<boolean> {
  const place = {
    brokers: brokers.split(','),
    clientId: 'passline-look',
    closed: new AbortController().signal,
    onLog: () => undefined,
  };
  return asAdmin(place, async (admin) => (await admin.describeCluster()).brokers.length > 0, {
    ...kafkaRetry,
    retries: 0,
  }).catch(() => false);
}
