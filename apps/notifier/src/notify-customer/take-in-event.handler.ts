import { v7 as uuid } from 'uuid';
import type { OrderEvent } from '#libs/contracts';
import { type Logger, traceIdIn } from '#libs/service-kit';
import type { Status } from '#libs/status-machine';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { type Channel, channels } from '../notification/notification.entity.ts';
import { isTold, worthSendingFor } from '../notification/moment.ts';

interface Terms {
  /** How long a message waits for an undo, in milliseconds. */
  readonly holdMs: number;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** One event as the statement takes it in. */
interface Note {
  readonly event_id: string;
  readonly trace_id: string | undefined;
  readonly type: string;
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly order_number: string;
  readonly version: number;
  readonly corrects: number | null;
  readonly moment: Status | null;
  readonly received_at: Date;
  readonly due_at: Date;
  readonly deadline_at: Date;
  readonly messages: readonly { readonly id: string; readonly channel: Channel }[];
}

interface Waiting {
  readonly note: Note;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** How many events are noted down in one statement at most. */
const most = 200;

/**
 * Notes down events and the messages that they ask for; whether they are still true is asked when they leave. Those that come while others are
 * being written wait for one statement of their own: a commit for each would cost more than all the rest.
 */
export class TakeInEventHandler {
  readonly #waiting: Waiting[] = [];
  #writing = false;

  constructor(
    private readonly database: Database,
    private readonly terms: Terms,
  ) {}

  /**
   * An event that was taken in before changes nothing.
   * @returns when its messages are due, or null where it asks for none
   * @throws what the database says, so that the event comes again
   */
  async handle(event: OrderEvent): Promise<Date | null> {
    const note = this.#noteOf(event);
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ note, done, failed });
      if (!this.#writing) void this.#write();
    });
    const { event_id, trace_id, order_id, version, moment } = note;
    this.terms.logger.debug({ trace_id, order_id, version, event_id, moment }, 'an event was taken in');
    return moment === null ? null : note.due_at;
  }

  async #write(): Promise<void> {
    this.#writing = true;
    for (let batch = this.#waiting.splice(0, most); batch.length > 0; batch = this.#waiting.splice(0, most)) {
      // One that the database refuses is not to take the others with it.
      const together = await this.#save(batch);
      if (!together) for (const one of batch) await this.#save([one]);
    }
    this.#writing = false;
  }

  /** @returns false where a batch of several has to be tried one by one */
  async #save(batch: readonly Waiting[]): Promise<boolean> {
    try {
      await this.database.asRole(NarrowRole.Intake, {
        name: 'take_in',
        text: takeIn,
        values: [JSON.stringify(batch.map(({ note }) => note))],
      });
      for (const { done } of batch) done();
      return true;
    } catch (error) {
      if (batch.length > 1) return false;
      for (const { failed } of batch) failed(error);
      return true;
    }
  }

  #noteOf(event: OrderEvent): Note {
    const { id: event_id, type, data, traceparent } = event;
    const now = this.terms.now();
    const dueAt = new Date(now.getTime() + this.terms.holdMs);
    const moment = momentOf(event);
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
      deadline_at: new Date(dueAt.getTime() + (moment === null ? 0 : worthSendingFor(moment))),
      messages: moment === null ? [] : channels.map((channel) => ({ id: uuid(), channel })),
    };
  }
}

const takeIn = `
  WITH event AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS e (event_id text, trace_id text, type text, order_id uuid, restaurant_id uuid, order_number text, version int, corrects int,
      moment text, received_at timestamptz, due_at timestamptz, deadline_at timestamptz, messages jsonb)
  ), taken AS (
    INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at)
    SELECT event_id, order_id, restaurant_id, version, type, received_at FROM event ON CONFLICT DO NOTHING RETURNING event_id
  )
  INSERT INTO notifier.notifications (id, event_id, trace_id, channel, order_id, restaurant_id, order_number, version, moment, corrects, state, due_at, deadline_at, created_at)
  SELECT message.id, taken.event_id, e.trace_id, message.channel, e.order_id, e.restaurant_id, e.order_number, e.version, e.moment, e.corrects, 'held', e.due_at, e.deadline_at, e.received_at
  FROM taken JOIN event e ON e.event_id = taken.event_id, jsonb_to_recordset(e.messages) AS message (id uuid, channel text)`;

/** The status that the customer is to hear of, or null; of a recall, the one that was taken back. */
function momentOf({ type, data }: OrderEvent): Status | null {
  if (type === 'passline.order.status_changed.v1')
    return isTold(data.status, data.fulfilment) ? data.status : null;
  if (type === 'passline.order.recalled.v1') return isTold(data.from, data.fulfilment) ? data.from : null;
  return null;
}
