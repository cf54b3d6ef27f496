import { applyDecorators, Catch, UseFilters } from '@nestjs/common';
import type { ExceptionFilter } from '@nestjs/common';
import { EventPattern, RpcException } from '@nestjs/microservices';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import * as z from 'zod';
import { orderEventsTopic } from '#libs/contracts';

/** Keeps these handlers off every other transport of the same application. */
export const eventLogTransport = Symbol('passline.event-log');

/** Who consumes order events, and whether from its committed place or from now on. */
export const orderEventSubscriptionSchema = z.object({
  consumer: z.string().min(1),
  durable: z.boolean(),
  topic: z.string().min(1),
});
export type OrderEventSubscription = z.infer<typeof orderEventSubscriptionSchema>;

/** Nest's own filter makes every error "Internal server error"; what decides about a retry is its class. */
@Catch()
class SurfaceErrors implements ExceptionFilter {
  catch(exception: unknown): Observable<never> {
    return throwError(() => unwrapped(exception));
  }
}

function unwrapped(exception: unknown): unknown {
  const inner = exception instanceof RpcException ? exception.getError() : exception;
  return inner instanceof Error ? inner : exception;
}

/**
 * Hands every order event to the method: a list of `OrderEvent` as `@Payload()`, an `EventLogContext` as
 * `@Ctx()`. All that have arrived come together, since Nest's way to a handler takes longer than what is done
 * with one of them there. Where it is durable, at most one event of an order is among them, and where the
 * method throws for several, each comes again by itself. The pattern is the consumer's own, since Nest would
 * run the handlers of one pattern as a single one, failing together.
 */
export function OnOrderEvent(
  subscription: Omit<OrderEventSubscription, 'topic'> & { readonly topic?: string },
): MethodDecorator {
  const { consumer, durable, topic = orderEventsTopic } = subscription;
  const extras: OrderEventSubscription = { consumer, durable, topic };
  return applyDecorators(
    EventPattern({ topic, consumer }, eventLogTransport, extras),
    UseFilters(new SurfaceErrors()),
  );
}
