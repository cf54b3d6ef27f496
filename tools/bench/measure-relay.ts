import { join } from 'node:path';
import type pg from 'pg';
import type { ProducerTasks } from './bare/bare-producer.ts';
import { outboxEmptied, putIntoOutbox } from './outbox-records.ts';
import type { TestBed } from './test-bed.ts';
import { sampleRecords } from './sample-events.ts';
import { servicesDatabase, startOrders } from './services.ts';
import type { Say, Size } from './size.ts';
import { TaskProcess } from './task-process.ts';
import { alternating, type Lanes, meanOf, medianRatio } from './alternating.ts';

/** Events a second, each lane's mean over its slices. */
export interface RelayRun {
  readonly relay: number;
  readonly bare: number;
  /** Of the relay to the bare producer: the median over the rounds. */
  readonly ratio: number;
}

/** Of one slice. */
const events = 10_000;
/** What the relay takes from the outbox at once, and so the bare producer too. */
const atOnce = 500;
/** In ms. */
const lookEvery = 10;

/**
 * A full outbox, emptied by the relay of `orders` into Kafka, in turns with a kafkajs producer that has its
 * messages at hand.
 */
export async function measureRelay(testBed: TestBed, size: Size, say: Say): Promise<RelayRun[]> {
  const orders = await startOrders(testBed, say);
  const producer = new TaskProcess<ProducerTasks>(join(import.meta.dirname, 'bare/bare-producer.js'));
  const brokers = await testBed.brokers(say);
  try {
    return await testBed.session(servicesDatabase, async (outbox) => {
      const relay = (): Promise<number> => relaySlice(outbox);
      const bare = async (): Promise<number> =>
        events / (await producer.ask('publish', { brokers, count: events, atOnce })).seconds;
      await alternating({ relay, bare }, 1);
      return runsOf({ relay, bare }, size, say);
    });
  } finally {
    await producer.stop();
    await orders.stop();
  }
}

async function runsOf(lanes: Lanes<'relay' | 'bare'>, size: Size, say: Say): Promise<RelayRun[]> {
  const results: RelayRun[] = [];
  for (let run = 1; run <= size.runs; run += 1) {
    const rounds = await alternating(lanes, size.relayRounds);
    const result = {
      relay: meanOf(rounds, 'relay'),
      bare: meanOf(rounds, 'bare'),
      ratio: medianRatio(rounds, 'relay', 'bare'),
    };
    results.push(result);
    say(
      `run ${String(run)}: the relay ${result.relay.toFixed(0)} events/s, bare kafkajs ${result.bare.toFixed(0)} events/s; ${result.ratio.toFixed(2)}`,
    );
  }
  return results;
}

/**
 * From the commit of the events until the outbox is empty: reading, sending, the brokers' acknowledgement,
 * removing.
 */
async function relaySlice(outbox: pg.Client): Promise<number> {
  await putIntoOutbox(outbox, sampleRecords(events));
  const began = performance.now();
  await outbox.query('NOTIFY passline_outbox');
  await outboxEmptied(outbox, lookEvery);
  return events / ((performance.now() - began) / 1_000);
}
