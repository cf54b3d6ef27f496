import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type OrderEvent, OrderEventType } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { type Logger, traceIdIn } from '#libs/service-kit';
import type { Status } from '#libs/status-machine';
import { Database, NarrowRole } from '../database/index.ts';
import type { NotifierSettings } from '../notifier.config.ts';
import { CLOCK, type Clock, LOGGER, SETTINGS } from '../platform/index.ts';
import { type Channel, channels, isNotified, mayHaveBeenNotified, worthSendingFor } from '../queue/index.ts';

/** One event as the statement ingests it. */
interface IngestedEvent {
  readonly event_id: string;
  readonly trace_id: string | undefined;
  readonly type: string;
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly order_number: string;
  readonly version: number;
  readonly corrects: number | null;
  readonly moment: Status;
  readonly received_at: Date;
  readonly due_at: Date;
  readonly deadline_at: Date;
  readonly messages: readonly { readonly id: string; readonly channel: Channel }[];
}

/**
 * Writes down events and the messages that they ask for, those that come together in one statement; whether
 * messages are still true is asked when they leave.
 */
@Injectable()
export class IngestEventsHandler {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: NotifierSettings,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * An event that was ingested before changes nothing, and one that asks for no message leaves no trace.
   * @returns when the first of their messages is due, or null where they ask for none
   * @throws what the database says, so that the events come again
   */
  async handle(events: readonly OrderEvent[]): Promise<Date | null> {
    const ingested = events.flatMap((event) => {
      const moment = momentOf(event);
      return moment === null ? [] : this.#ingestedOf(event, moment);
    });
    const [first] = ingested;
    if (first === undefined) return null;
    await this.database.asRole(NarrowRole.Ingest, ingest(ingested));
    for (const { trace_id, order_id, version, event_id, moment } of ingested)
      this.logger.debug({ trace_id, order_id, version, event_id, moment }, 'an event was ingested');
    return first.due_at;
  }

  #ingestedOf(event: OrderEvent, moment: Status): IngestedEvent {
    const { id: event_id, type, data, traceparent } = event;
    const now = this.now();
    const dueAt = new Date(now.getTime() + this.settings.NOTIFY_HOLD_MS);
    return {
      event_id,
      trace_id: traceIdIn(traceparent),
      type,
      order_id: data.order_id,
      restaurant_id: data.restaurant_id,
      order_number: data.order_number,
      version: data.version,
      corrects: data.corrects,
      moment,
      received_at: now,
      due_at: dueAt,
      deadline_at: new Date(dueAt.getTime() + worthSendingFor(moment)),
      messages: channels.map((channel) => ({ id: uuid(), channel })),
    };
  }
}

const ingest = (events: readonly IngestedEvent[]): Sql => sql`
  WITH event AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS e (
      event_id text, trace_id text, type text, order_id uuid, restaurant_id uuid, order_number text,
      version int, corrects int, moment text,
      received_at timestamptz, due_at timestamptz, deadline_at timestamptz, messages jsonb)
  ), ingested AS (
    INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at)
    SELECT event_id, order_id, restaurant_id, version, type, received_at FROM event
    ON CONFLICT DO NOTHING RETURNING event_id
  )
  INSERT INTO notifier.notifications (
    id, event_id, trace_id, channel, order_id, restaurant_id, order_number,
    version, moment, corrects, state, due_at, deadline_at, created_at)
  SELECT message.id, e.event_id, e.trace_id, message.channel, e.order_id, e.restaurant_id, e.order_number,
    e.version, e.moment, e.corrects, 'held', e.due_at, e.deadline_at, e.received_at
  FROM ingested JOIN event e ON e.event_id = ingested.event_id,
    jsonb_to_recordset(e.messages) AS message (id uuid, channel text)`;

/**
 * The status that the customer is to hear of, or null; of a recall, the one that was taken back. An event of
 * the release before does not say whether there is anyone to write to: that is found out when it leaves.
 */
function momentOf({ type, data }: OrderEvent): Status | null {
  if (data.has_contact === false) return null;
  if (type === OrderEventType.StatusChanged)
    return isNotified(data.status, data.fulfilment) ? data.status : null;
  if (type === OrderEventType.Recalled)
    return mayHaveBeenNotified(data.from, data.fulfilment) ? data.from : null;
  return null;
}
