import { Module } from '@nestjs/common';
import { OrdersClientModule } from '../platform/index.ts';
import { SnapshotLoader } from './snapshot-loader.ts';

/** Where orders stand, as `orders` says it. */
@Module({ imports: [OrdersClientModule], providers: [SnapshotLoader], exports: [SnapshotLoader] })
export class SnapshotsModule {}
