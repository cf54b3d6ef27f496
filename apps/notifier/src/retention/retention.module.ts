import { Module } from '@nestjs/common';
import { ProvidersModule } from '../providers/index.ts';
import { Retention } from './retention.ts';

/** What is kept, and for how long. */
@Module({ imports: [ProvidersModule], providers: [Retention] })
export class RetentionModule {}
