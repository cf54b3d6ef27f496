import { asError } from './event-log.errors.ts';
import type { DurableConsumer, EphemeralConsumer, LogConsumer, PassedOver } from './event-log.ts';

export type Handle = DurableConsumer['handle'];

/** A consumer of either kind that handles one record after the other. */
export const reader = (durable: boolean, topic: string, name: string, handle: Handle): LogConsumer =>
  durable ? { name, topic, durable, handle } : { name, topic, durable, handle: oneByOne(handle) };

const oneByOne =
  (handle: Handle): EphemeralConsumer['handle'] =>
  async (records) => {
    const passedOver: PassedOver[] = [];
    for (const record of records) {
      try {
        await handle(record);
      } catch (thrown) {
        passedOver.push({ record, cause: asError(thrown) });
      }
    }
    return passedOver;
  };
