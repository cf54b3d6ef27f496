export { PendingTasksModule } from './pending-tasks.module.ts';
