export { SendMessageModule } from './send-message.module.ts';
