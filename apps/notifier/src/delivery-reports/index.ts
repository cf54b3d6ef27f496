export { DeliveryReportsModule } from './delivery-reports.module.ts';
export { SettleSmsHandler } from './settle-sms.handler.ts';
