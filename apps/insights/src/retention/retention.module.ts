import { Module } from '@nestjs/common';
import { Retention } from './retention.ts';

/** What is kept, and for how long. */
@Module({ providers: [Retention] })
export class RetentionModule {}
