import { fromEvent, type Observable, takeUntil } from 'rxjs';
import type { Socket } from 'socket.io';

/** As Nest makes it of what a handler returned: one answer, or one after the other. */
export type AnswersOf = (returned: unknown) => Observable<unknown>;
/** Socket.IO's, where a client waits for an answer to its message. */
export type Acknowledge = (answer: unknown) => void;

/**
 * Sends what a handler returned, as Nest documents it: `{event, data}` goes out as that event, anything else
 * as the acknowledgement. Nothing is made of nothing. Rejects where the answers fail.
 * @param acknowledge none where the handler does that by itself, or the client waits for nothing
 */
export async function sendReturned(
  socket: Socket,
  returned: unknown,
  answersOf: AnswersOf,
  acknowledge: Acknowledge | undefined,
): Promise<void> {
  if (isNothing(returned)) return;
  await answersOf(returned)
    .pipe(takeUntil(fromEvent(socket, 'disconnect')))
    .forEach((answer) => {
      if (isEvent(answer)) socket.emit(answer.event, answer.data);
      else if (!isNothing(answer)) acknowledge?.(answer);
    });
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

const isEvent = (answer: unknown): answer is { readonly event: string; readonly data?: unknown } =>
  typeof answer === 'object' && answer !== null && 'event' in answer && typeof answer.event === 'string';
