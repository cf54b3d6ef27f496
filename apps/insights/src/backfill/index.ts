export { backfill, type BackfillOptions, type BackfillSource, type BackfillSum } from './backfill.ts';
