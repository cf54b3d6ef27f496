export { Figures } from './figures.ts';
export { ReportFiguresHandler } from './report-figures.handler.ts';
export { daysAfter } from './span.ts';
export { ReportFiguresModule } from './report-figures.module.ts';
