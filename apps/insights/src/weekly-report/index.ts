export { WeeklyReportModule } from './weekly-report.module.ts';
