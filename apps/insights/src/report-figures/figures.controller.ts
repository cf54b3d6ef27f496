import { Controller, Get, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type AnalyticsQuery,
  analyticsFeedbackSchema,
  analyticsHoursSchema,
  analyticsPromisesSchema,
  analyticsQuerySchema,
  analyticsReasonsSchema,
  analyticsStagesSchema,
  analyticsSummarySchema,
} from '#libs/contracts';
import { csvOf } from './csv-tables.ts';
import { Figures } from './figures.ts';
import { FiguresAnswer } from './figures-answer.decorator.ts';
import { type ManagersRequest, ManagersGuard } from './managers.guard.ts';
import { ReportFiguresHandler } from './report-figures.handler.ts';
import type { Span } from './span.ts';
import { wishesCsv } from './wishes-csv.ts';

type Report = keyof typeof csvOf;

const asked = { schema: analyticsQuerySchema };
const sent = { passthrough: true };

/** How a restaurant did, for those who run it. */
@ApiTags('Figures')
@ApiBearerAuth()
@Controller('api/v1/analytics')
@UseGuards(ManagersGuard)
export class FiguresController {
  constructor(
    private readonly handler: ReportFiguresHandler,
    private readonly figures: Figures,
  ) {}

  @Get('summary')
  @FiguresAnswer(analyticsSummarySchema, 'How the restaurant did in some days')
  summary(
    @Query(asked) query: AnalyticsQuery,
    @Req() request: ManagersRequest,
    @Res(sent) reply: FastifyReply,
  ) {
    return this.#answer('summary', query, request, reply);
  }

  @Get('stages')
  @FiguresAnswer(analyticsStagesSchema, 'How long each stage took, in all and day by day')
  stages(
    @Query(asked) query: AnalyticsQuery,
    @Req() request: ManagersRequest,
    @Res(sent) reply: FastifyReply,
  ) {
    return this.#answer('stages', query, request, reply);
  }

  @Get('promises')
  @FiguresAnswer(analyticsPromisesSchema, 'How good the promises were, day by day')
  promises(
    @Query(asked) query: AnalyticsQuery,
    @Req() request: ManagersRequest,
    @Res(sent) reply: FastifyReply,
  ) {
    return this.#answer('promises', query, request, reply);
  }

  @Get('hours')
  @FiguresAnswer(analyticsHoursSchema, 'How long orders took by the hour of the week in which they came')
  hours(
    @Query(asked) query: AnalyticsQuery,
    @Req() request: ManagersRequest,
    @Res(sent) reply: FastifyReply,
  ) {
    return this.#answer('hours', query, request, reply);
  }

  @Get('reasons')
  @FiguresAnswer(analyticsReasonsSchema, 'What went wrong, and why; most often first')
  reasons(
    @Query(asked) query: AnalyticsQuery,
    @Req() request: ManagersRequest,
    @Res(sent) reply: FastifyReply,
  ) {
    return this.#answer('reasons', query, request, reply);
  }

  @Get('feedback')
  @FiguresAnswer(analyticsFeedbackSchema, 'How orders were liked')
  feedback(
    @Query(asked) query: AnalyticsQuery,
    @Req() request: ManagersRequest,
    @Res(sent) reply: FastifyReply,
  ) {
    return this.#answer('feedback', query, request, reply);
  }

  async #answer(
    report: Report,
    query: AnalyticsQuery,
    { restaurantId, headers }: ManagersRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const span = await this.handler.count(restaurantId, query);
    const told = await this.figures[report](span);
    const varies = [reply.getHeader('Vary') ?? [], 'Accept', 'Authorization'].flat();
    void reply.header('Vary', varies.join(', '));
    if (!wishesCsv(headers.accept)) return told;
    const write = csvOf[report] as (figures: typeof told) => string;
    void reply.headers({
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${fileName(report, span)}"`,
    });
    return write(told);
  }
}

const fileName = (report: Report, { from, to, fulfilment }: Span): string =>
  `${['passline', report, fulfilment, from, to].filter((part) => part !== null).join('-')}.csv`;
