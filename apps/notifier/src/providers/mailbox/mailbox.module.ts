import { Module } from '@nestjs/common';
import { ProvidersModule } from '../providers.module.ts';
import { MailboxController } from './mailbox.controller.ts';

/** The page of a development set-up. */
@Module({ imports: [ProvidersModule], controllers: [MailboxController] })
export class MailboxModule {}
