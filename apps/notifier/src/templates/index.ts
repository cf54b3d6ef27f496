export { accountEmailMessage } from './account-email-message.ts';
export { emailMessage, type EmailMessage } from './email-message.ts';
export { helpText } from './help-text.ts';
export { asOneLine, messageContextOf } from './message-context.ts';
export { smsText } from './sms-text.ts';
