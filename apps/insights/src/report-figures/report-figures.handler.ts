import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsQuery } from '#libs/contracts';
import type { Logger } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { Calendars } from './calendars.ts';
import { DayCounts } from './day-counts.ts';
import { FeedbackPull } from './feedback-pull.ts';
import { daysAskedFor, localDate, type Span } from './span.ts';

/** How old what customers said may be where figures are asked for, in ms. */
const feedbackFresh = 5_000;

/** Sees to it that what is asked for is counted, up to now. */
@Injectable()
export class ReportFiguresHandler {
  constructor(
    private readonly calendars: Calendars,
    private readonly feedback: FeedbackPull,
    private readonly counts: DayCounts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws ProblemError where the span is too long, or nothing is known of the restaurant */
  async count(restaurantId: string, { fulfilment = null, ...query }: Query): Promise<Span> {
    const timezone = await this.calendars.timezoneOf(restaurantId);
    const days = daysAskedFor(query, localDate(Date.now(), timezone));
    await this.feedback.notOlderThan(feedbackFresh).catch((err: unknown) => {
      this.logger.debug({ err }, 'orders cannot be asked how orders were liked');
    });
    await this.counts.count({ restaurantId, timezone }, days.from, days.to);
    return { restaurantId, timezone, fulfilment, ...days };
  }
}

type Query = Pick<AnalyticsQuery, 'from' | 'to'> & { readonly fulfilment?: Span['fulfilment'] | undefined };
