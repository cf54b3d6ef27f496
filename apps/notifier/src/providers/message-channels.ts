import { Injectable } from '@nestjs/common';
import type { Channel, MessageChannel } from '../queue/index.ts';
import { EmailChannel } from './email.channel.ts';
import { SmsChannel } from './sms.channel.ts';

/** All ways to reach customers. */
@Injectable()
export class MessageChannels {
  readonly #channels: Readonly<Record<Channel, MessageChannel>>;

  constructor(email: EmailChannel, sms: SmsChannel) {
    this.#channels = { email, sms };
  }

  of(channel: Channel): MessageChannel {
    return this.#channels[channel];
  }
}
