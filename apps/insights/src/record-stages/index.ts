export { KeepingUp } from './keeping-up.ts';
export { LearningSignals } from './learning-signals.ts';
export { RecordStagesModule } from './record-stages.module.ts';
export { StaleOrders } from './stale-orders.ts';
export { writeEvents } from './write-events.ts';
