import { fieldErrors, orderEventDataSchemas, orderEventSchema, orderEventsTopic } from '#libs/contracts';
import type { OrderEvent } from '#libs/contracts';
import { PermanentHandlerError } from '../event-log.ts';
import type { LogRecord } from '../event-log.ts';

/**
 * A record is no order event that this reader knows. The message says what is wrong and never quotes the
 * content.
 */
export class UnreadableEventError extends PermanentHandlerError {
  override readonly name = 'UnreadableEventError';

  constructor(readonly findings: readonly string[]) {
    super(`the record is no readable order event: ${findings.join('; ')}`);
  }
}

/**
 * An order event as CloudEvents 1.0 in binary mode: attributes in headers, data as JSON, keyed by the order.
 * Fields that the event's schema does not name are left out, so that nothing personal slips in.
 * @throws ZodError where the event is not of its schema
 */
export function encodeOrderEvent(event: OrderEvent, topic: string = orderEventsTopic): LogRecord {
  const { id, type, source, subject, time, traceparent, data } = orderEventSchema.parse(event);
  return {
    topic,
    key: data.order_id,
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_type: type,
      ce_source: source,
      ce_subject: subject,
      ce_time: time,
      'content-type': 'application/json',
      ...(traceparent !== undefined && { traceparent }),
    },
    value: JSON.stringify(data),
  };
}

/**
 * The order event of a record. Fields that a newer writer added are ignored.
 * @throws UnreadableEventError where the record is none that this reader knows
 */
export function decodeOrderEvent({ key, headers, value }: LogRecord): OrderEvent {
  refuseIf(headers['ce_specversion'] !== '1.0', 'ce_specversion is not 1.0');
  refuseIf(!isJson(headers['content-type']), 'content-type is not application/json');
  refuseIf(
    !Object.hasOwn(orderEventDataSchemas, headers['ce_type'] ?? ''),
    'ce_type is none of the known ones',
  );
  const event = orderEventSchema.safeParse({
    id: headers['ce_id'],
    type: headers['ce_type'],
    source: headers['ce_source'],
    subject: headers['ce_subject'],
    time: headers['ce_time'],
    traceparent: headers['traceparent'],
    data: parsedJson(value),
  });
  if (!event.success)
    throw new UnreadableEventError(
      fieldErrors(event.error.issues).map(({ path, message }) => `${path}: ${message}`),
    );
  refuseIf(event.data.data.order_id !== key.toLowerCase(), 'the key is not the order_id');
  return event.data;
}

function refuseIf(wrong: boolean, finding: string): void {
  if (wrong) throw new UnreadableEventError([finding]);
}

const isJson = (contentType = 'application/json'): boolean => /^application\/json\s*(;|$)/i.test(contentType);

/** The parser's own error quotes the text, so it is not passed on. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableEventError(['the value is not JSON']);
  }
}
