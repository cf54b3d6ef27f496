export { InternalApiModule } from './internal-api.module.ts';
export { watchRequests } from './watch-requests.ts';
export { countOrders, readRecordedEvents } from './read-recorded-events.ts';
export { readRestaurantFacts } from './read-restaurant-facts.ts';
export { writeLearnedTimes } from './write-learned-times.ts';
