export { TimersModule } from './timers.module.ts';
