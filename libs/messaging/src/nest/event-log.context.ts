import { BaseRpcContext } from '@nestjs/microservices';
import type { ConsumedRecord } from '../event-log.ts';

/** What `@Ctx()` gives to a handler. */
export class EventLogContext extends BaseRpcContext<[readonly ConsumedRecord[]]> {
  /** The records as they came, with their headers and positions, in the order of the events. */
  getRecords(): readonly ConsumedRecord[] {
    return this.args[0];
  }
}
