import { changeTypeOfEvent, type OrderEvent, type RecordedEvent } from '#libs/contracts';

/** What is kept of an event: no word that anyone wrote, and nothing personal. */
export function recordedEventOf({ id, type, time, data }: OrderEvent): RecordedEvent {
  const { order_id, restaurant_id, fulfilment, version, status, at, corrects, reason, role, estimate } = data;
  return {
    ...{ event_id: id, order_id, restaurant_id, fulfilment, version, status, at, corrects, reason, role },
    type: changeTypeOfEvent[type],
    recorded_at: time,
    minutes: 'minutes' in data ? data.minutes : null,
    estimate,
    pieces: 'pieces' in data ? (data.pieces ?? null) : null,
    scheduled_for: data.scheduled_for ?? null,
  };
}
