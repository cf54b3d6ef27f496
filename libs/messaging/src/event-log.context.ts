import { BaseRpcContext } from '@nestjs/microservices';
import type { ConsumedRecord } from './event-log.ts';

/** What `@Ctx()` gives to a handler. */
export class EventLogContext extends BaseRpcContext<[ConsumedRecord]> {
  /** The record as it came, with its headers and position. */
  getRecord(): ConsumedRecord {
    return this.args[0];
  }
}
