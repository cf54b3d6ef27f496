import { AccountEmail } from './account-emails/index.ts';
import { Consent } from './consent/index.ts';
import { InboxEvent } from './ingest-event/index.ts';
import { Notification } from './queue/index.ts';

export const entities = [AccountEmail, Consent, InboxEvent, Notification];
