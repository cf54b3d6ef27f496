import type {
  AnalyticsFeedback,
  AnalyticsHours,
  AnalyticsPromises,
  AnalyticsReasons,
  AnalyticsStages,
  AnalyticsSummary,
} from '#libs/contracts';

const DAY_MS = 86_400_000;

/** Of which orders figures are asked for, as a query names them. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly fulfilment: 'delivery' | 'pickup' | 'dine_in' | null;
}

const daysOf = ({ from, to }: Asked): readonly string[] => {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return Array.from({ length: days }, (_none, nth) =>
    new Date(Date.parse(from) + nth * DAY_MS).toISOString().slice(0, 10),
  );
};
/** From 0 to 1, the same for the same day: weekends are busier, and no two days alike. */
const moodOf = (day: string): number => {
  const weekday = new Date(day).getUTCDay();
  const weekend = weekday === 0 || weekday >= 5 ? 0.5 : 0.15;
  return weekend + ((Number(day.slice(8)) * 37 + Number(day.slice(5, 7)) * 11) % 50) / 100;
};
const isOpen = (day: string): boolean => new Date(day).getUTCDay() !== 1;
const ordersOn = (day: string): number => Math.round(12 + 34 * moodOf(day));

/** How long a restaurant took on a day, in minutes: the busier, the longer. */
const duration = (day: string, median: number): AnalyticsStages['stages'][number]['days'][number] => ({
  date: day,
  orders: ordersOn(day),
  median_minutes: Math.round(median * (0.8 + 0.5 * moodOf(day)) * 10) / 10,
  p90_minutes: Math.round(median * (1.3 + 0.9 * moodOf(day)) * 10) / 10,
});
const medians = { acceptance: 1.6, preparation: 14, handover: 4, drive: 11 } as const;
type Stage = keyof typeof medians;
const stages = Object.keys(medians) as readonly Stage[];

/** A restaurant that is shut on Mondays and whose weekends are busy, as insights would tell of it. */
export class RestaurantFigures {
  constructor(private readonly timezone: string) {}

  summary(asked: Asked): AnalyticsSummary {
    const orders = this.ordersIn(asked);
    const of = (median: number): { orders: number; median_minutes: number; p90_minutes: number } => ({
      orders,
      median_minutes: median,
      p90_minutes: median * 1.6,
    });
    return {
      ...this.span(asked),
      orders,
      completed: orders - Math.round(orders / 20),
      cancelled: Math.round(orders / 30),
      rejected: Math.round(orders / 20) - Math.round(orders / 30),
      in_all: of(24 + (orders % 5)),
      stages: stages.map((stage) => ({ stage, ...of(medians[stage]) })),
      promises: {
        orders: Math.round(orders * 0.9),
        coverage: 0.81,
        on_time_share: 0.84 + (orders % 7) / 100,
        mean_width_minutes: 11.4,
        learned_share: 0.92,
      },
      feedback: { count: Math.round(orders / 5), mean: 4.4, mean_on_time: 4.6, mean_late: 3.2 },
    };
  }

  stages(asked: Asked): AnalyticsStages {
    const days = daysOf(asked).filter(isOpen);
    return {
      ...this.span(asked),
      stages: stages.map((stage) => ({
        stage,
        orders: this.ordersIn(asked),
        median_minutes: medians[stage],
        p90_minutes: medians[stage] * 1.6,
        days: days.map((day) => duration(day, medians[stage])),
      })),
    };
  }

  promises(asked: Asked): AnalyticsPromises {
    return {
      ...this.span(asked),
      days: daysOf(asked)
        .filter(isOpen)
        .map((date) => ({
          date,
          orders: ordersOn(date),
          coverage: 0.92 - 0.2 * moodOf(date),
          on_time_share: 0.97 - 0.2 * moodOf(date),
          mean_width_minutes: 8 + 6 * moodOf(date),
          learned_share: 0.9,
        })),
    };
  }

  hours(asked: Asked): AnalyticsHours {
    const open = [2, 3, 4, 5, 6, 7].flatMap((weekday) =>
      Array.from({ length: 12 }, (_none, nth) => ({ weekday, hour: 11 + nth })),
    );
    const rush = (hour: number): number =>
      Math.max(0.1, 1 - Math.min(Math.abs(hour - 12.5), Math.abs(hour - 19)) / 4);
    return {
      ...this.span(asked),
      hours: open.map(({ weekday, hour }) => ({
        weekday,
        hour,
        orders: Math.round(rush(hour) * (weekday >= 5 ? 22 : 12)),
        median_minutes: Math.round(15 + 14 * rush(hour) * (weekday >= 5 ? 1.2 : 0.8)),
        p90_minutes: Math.round(24 + 20 * rush(hour)),
        on_time_share: 0.95 - 0.2 * rush(hour),
      })),
    };
  }

  reasons(asked: Asked): AnalyticsReasons {
    const reasons = [
      { mishap: 'delayed', reason: 'busy', orders: 17 },
      { mishap: 'cancelled', reason: 'customer', orders: 9 },
      { mishap: 'rejected', reason: 'too_busy', orders: 6 },
      { mishap: 'recalled', reason: 'mistake', orders: 5 },
      { mishap: 'delivery_failed', reason: 'no_answer', orders: 2 },
      { mishap: 'cancelled', reason: null, orders: 1 },
    ] as const;
    return { ...this.span(asked), reasons: this.ordersIn(asked) === 0 ? [] : [...reasons] };
  }

  feedback(asked: Asked): AnalyticsFeedback {
    const counts = [2, 1, 4, 11, 24];
    return {
      ...this.span(asked),
      count: 42,
      mean: 4.3,
      ratings: counts.map((orders, nth) => ({ rating: nth + 1, orders })),
      latest: Array.from({ length: 9 }, (_none, nth) => ({
        order_id: `01890000-0000-7000-8000-00000000000${String(nth)}`,
        rating: [5, 2, 4, 5, 5, 3, 5, 4, 1][nth] ?? 5,
        given_at: new Date(Date.parse(asked.to) + 10.3 * 3_600_000 - nth * 7_000_000).toISOString(),
        late_minutes: [-4, 12.2, 0.4, null, -9, 3, -2, -1, 31][nth] ?? null,
      })),
    };
  }

  private span({ from, to, fulfilment }: Asked): Asked & { readonly timezone: string } {
    return { from, to, fulfilment, timezone: this.timezone };
  }

  private ordersIn(asked: Asked): number {
    const all = daysOf(asked)
      .filter(isOpen)
      .reduce((sum, day) => sum + ordersOn(day), 0);
    return asked.fulfilment === null ? all : Math.round(all / 3);
  }
}
