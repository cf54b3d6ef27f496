import { asError } from '../event-log.errors.ts';
import type { ConsumedRecord, EphemeralConsumer } from '../event-log.ts';

/**
 * Hands over what arrived together; whatever is passed over is reported. Never rejects where the reporter
 * never throws.
 */
export async function handOver(
  records: readonly ConsumedRecord[],
  consumer: EphemeralConsumer,
  report: (error: Error, record: ConsumedRecord, consumer: EphemeralConsumer) => void,
): Promise<void> {
  try {
    for (const { cause, record } of await consumer.handle(records)) report(cause, record, consumer);
  } catch (thrown) {
    for (const record of records) report(asError(thrown), record, consumer);
  }
}
