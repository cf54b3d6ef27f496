export * from './estimate.ts';
export * from './hour-of-week.ts';
export * from './rule.ts';
export type { Situation } from './situation.ts';
export * from './stage.ts';
export * from './stage-times.ts';
export { type Dishes, type DishesAsked, ordersForStations } from './stations.ts';
export { delayed, minute, type Window } from './window.ts';
