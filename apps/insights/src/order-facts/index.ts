export { longestStay } from './longest-stay.ts';
export { oneAtATime } from './one-at-a-time.ts';
export { eventColumns, type KeptEvent } from './kept-event.ts';
export { orderRowOf } from './order-row-of.ts';
export { type OrderRow, type StageOutcome, type StageOutcomes } from './order-row.ts';
