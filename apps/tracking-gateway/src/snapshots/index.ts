export { SnapshotCache } from './snapshot-cache.ts';
export { type Reader, SnapshotLoader } from './snapshot-loader.ts';
export { SnapshotsModule } from './snapshots.module.ts';
