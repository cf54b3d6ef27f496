import { Module } from '@nestjs/common';
import { EventFeed } from './event-feed.ts';

/** The order events that reach the gateway, and the frames that show them. */
@Module({ providers: [EventFeed], exports: [EventFeed] })
export class EventFeedModule {}
