import type { ConsumedRecord, LogRecord } from '../event-log.ts';
import type { KafkaPlace } from './client.ts';
import { factsOf, returned, returnOf, revived } from './dead-letter.ts';
import { readWhole } from './read-whole.ts';
import { deadLetterTopicOf } from './topics.ts';

/** A record that a consumer could not handle and that nobody has returned. */
export interface DeadLetter {
  /** Its place in the dead-letter topic, `partition/offset`. */
  readonly id: string;
  readonly consumer: string;
  readonly error: string;
  /** Since when it lies there, RFC 3339. */
  readonly at: string;
  /** As it came. */
  readonly record: LogRecord;
}

/** How records leave for a topic, and for the dead-letter topic. */
export interface DeadLetterOutgoing {
  readonly publish: (record: LogRecord) => Promise<void>;
  readonly keep: (letter: LogRecord) => Promise<void>;
}

interface Kept extends DeadLetter {
  readonly letter: ConsumedRecord;
}

/** The dead letters of a topic. A topic only grows: of one that was returned, a second record says so. */
export class KafkaDeadLetters {
  constructor(
    private readonly place: KafkaPlace,
    private readonly out: DeadLetterOutgoing,
  ) {}

  /** Oldest first, partition by partition. */
  async list(topic: string): Promise<readonly DeadLetter[]> {
    return (await this.#waiting(topic)).map(({ letter: _, ...listed }) => listed);
  }

  /** @param which an id, or `all` @returns how many were published again */
  async giveBack(topic: string, which: string): Promise<number> {
    const wanted = (await this.#waiting(topic)).filter(({ id }) => which === 'all' || id === which);
    for (const { letter, record } of wanted) {
      await this.out.publish(record);
      await this.out.keep(returnOf(letter));
    }
    return wanted.length;
  }

  async #waiting(topic: string): Promise<readonly Kept[]> {
    const letters = await readWhole(this.place, deadLetterTopicOf(topic));
    const gone = new Set(letters.map(returned));
    return letters.flatMap((letter) => {
      const record = revived(letter);
      return record === null || gone.has(letter.position)
        ? []
        : [{ id: letter.position, ...factsOf(letter), record, letter }];
    });
  }
}
