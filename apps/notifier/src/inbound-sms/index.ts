export { InboundSmsModule } from './inbound-sms.module.ts';
