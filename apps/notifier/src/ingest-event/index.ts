export { InboxEvent } from './inbox-event.entity.ts';
export { IngestEventModule } from './ingest-event.module.ts';
