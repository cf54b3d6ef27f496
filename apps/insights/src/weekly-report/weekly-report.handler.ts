import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsSummary, DueReports, WeekFigures } from '#libs/contracts';
import { OrdersClient, OrdersUnavailableError } from '#libs/orders-client';
import { isDatabaseUnavailable } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { daysAfter, Figures, ReportFiguresHandler } from '../report-figures/index.ts';

type DueReport = DueReports['reports'][number];

/** Hands last week's figures to `orders`, whose admins get them by mail. */
@Injectable()
export class WeeklyReportHandler {
  constructor(
    private readonly orders: OrdersClient,
    private readonly handler: ReportFiguresHandler,
    private readonly figures: Figures,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws OrdersUnavailableError: what was not handed over is due still */
  async handle(): Promise<void> {
    for (const report of await this.orders.dueReports()) await this.#reportAlone(report);
  }

  /** One restaurant that cannot be reported holds up no other: it is due still. */
  async #reportAlone(report: DueReport): Promise<void> {
    try {
      await this.#report(report);
    } catch (err) {
      if (err instanceof OrdersUnavailableError || isDatabaseUnavailable(err)) throw err;
      const { restaurant_id } = report;
      this.logger.warn({ err, restaurant_id }, 'a restaurant’s week cannot be reported for now');
    }
  }

  async #report({ restaurant_id, week }: DueReport): Promise<void> {
    await this.orders.postWeeklyReport({
      restaurant_id,
      week,
      figures: await this.#week(restaurant_id, week),
      before: await this.#week(restaurant_id, daysAfter(week, -7)),
    });
  }

  async #week(restaurantId: string, from: string): Promise<WeekFigures> {
    const span = await this.handler.count(restaurantId, { from, to: daysAfter(from, 6) });
    return told(await this.figures.summary(span));
  }
}

const told = ({ orders, promises, in_all, feedback }: AnalyticsSummary): WeekFigures => ({
  orders,
  on_time_share: promises.on_time_share,
  median_minutes: in_all.median_minutes,
  rating: feedback.mean,
});
