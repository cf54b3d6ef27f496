export { BroadcastChangeModule } from './broadcast-change.module.ts';
