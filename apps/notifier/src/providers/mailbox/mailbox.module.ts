import { Module } from '@nestjs/common';
import { MailboxController } from './mailbox.controller.ts';

/** The page of a development set-up. */
@Module({ controllers: [MailboxController] })
export class MailboxModule {}
