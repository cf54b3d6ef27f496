export { EventFeedModule } from './event-feed.module.ts';
export { EVENT_LOG_HEALTH, EventFeed, type EventLogHealth } from './event-feed.ts';
export { frameOfEvent, framesBetween } from './order-changed.ts';
