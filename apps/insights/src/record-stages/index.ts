export { LearningSignals } from './learning-signals.ts';
export { RecordStagesModule } from './record-stages.module.ts';
export { writeEvents } from './write-events.ts';
