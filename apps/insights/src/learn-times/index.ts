export { Heartbeat } from './heartbeat.ts';
export { Kitchens } from './kitchens.ts';
export { LearnTimesHandler } from './learn-times.handler.ts';
export { LearnTimesModule } from './learn-times.module.ts';
export { KnownRestaurants } from './known-restaurants.ts';
