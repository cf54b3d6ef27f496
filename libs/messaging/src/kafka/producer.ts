import { Partitioners } from 'kafkajs';
import type { Producer } from 'kafkajs';
import { openKafka } from './client.ts';
import type { KafkaPlace, OwnKafka } from './client.ts';
import type { LogRecord } from '../event-log.ts';
import { withTimeout } from '../concurrency/with-timeout.ts';

interface Connected {
  readonly own: OwnKafka;
  readonly producer: Producer;
}

/**
 * Sends one batch after the other. After a failure the connection is given up for good, so that a send nobody
 * waits for any more cannot still arrive behind a later one, and the next send begins with a new producer.
 * kafkajs' idempotent producer is not used: it loses acknowledged records when a connection breaks under
 * overlapping sends. A record may arrive twice instead; consumers drop it by version.
 */
export class KafkaProducer {
  #connected: Connected | undefined;

  /** @param patienceMs a send takes no longer, connecting included */
  constructor(
    private readonly place: KafkaPlace,
    private readonly patienceMs: number,
  ) {}

  /**
   * Resolves once every in-sync replica has the records. Never call it while another send is under way.
   * @throws what went wrong
   */
  async send(records: readonly LogRecord[]): Promise<void> {
    const connected = (this.#connected ??= this.#open());
    try {
      await withTimeout(this.patienceMs, 'publishing', sendBatch(connected.producer, records));
    } catch (error) {
      this.#giveUp();
      throw error;
    }
  }

  async close(): Promise<void> {
    await withTimeout(
      1_000,
      'disconnecting',
      this.#connected?.producer.disconnect() ?? Promise.resolve(),
    ).catch(() => undefined);
    this.#giveUp();
  }

  #open(): Connected {
    const own = openKafka(this.place);
    const producer = own.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      idempotent: false,
      maxInFlightRequests: 1,
    });
    return { own, producer };
  }

  #giveUp(): void {
    this.#connected?.own.giveUp();
    this.#connected = undefined;
  }
}

async function sendBatch(producer: Producer, records: readonly LogRecord[]): Promise<void> {
  await producer.connect();
  const topics = Map.groupBy(records, ({ topic }) => topic);
  await producer.sendBatch({
    acks: -1,
    topicMessages: [...topics].map(([topic, of]) => ({
      topic,
      messages: of.map(({ key, headers, value }) => ({ key, headers: { ...headers }, value })),
    })),
  });
}

const tooLarge = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'];

/** Whether the broker refused what was sent for its size. */
export function isTooLarge(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('type' in error && typeof error.type === 'string' && tooLarge.includes(error.type)) return true;
  return 'cause' in error && isTooLarge(error.cause);
}
