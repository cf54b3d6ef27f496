import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type Done,
  type DueReports,
  internalPaths,
  type WeeklyReport,
  weeklyReportSchema,
} from '#libs/contracts';
import { ServicesGuard } from '../identity/index.ts';
import { WeeklyReportsHandler } from './weekly-reports.handler.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class WeeklyReportsController {
  constructor(private readonly handler: WeeklyReportsHandler) {}

  @Get(internalPaths.weeklyReports)
  due(): Promise<DueReports> {
    return this.handler.due();
  }

  @Post(internalPaths.weeklyReports)
  @HttpCode(200)
  keep(@Body({ schema: weeklyReportSchema }) report: WeeklyReport): Promise<Done> {
    return this.handler.keep(report);
  }
}
