export { AccountEmailQueue } from './account-email-queue.ts';
export { AccountEmail } from './account-email.entity.ts';
export { AccountEmailsModule } from './account-emails.module.ts';
