import { Inject, Injectable } from '@nestjs/common';
import type { AccountEmailFacts } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { type NotifierSettings, senderOf } from '../notifier.config.ts';
import { SETTINGS } from '../platform/index.ts';
import { MAIL_TRANSPORT, type MailTransport } from '../providers/index.ts';
import { accountEmailMessage, asOneLine } from '../templates/index.ts';
import { AccountEmailDelivery } from './account-email-delivery.ts';
import type { AccountEmail } from './account-email.entity.ts';

/** Who speaks where no restaurant does. */
const ourName = 'Passline';

/**
 * Takes one mail about an account to its end or to its next try. What it says, to whom, and its link are
 * asked for now, and kept nowhere.
 */
@Injectable()
export class SendAccountEmailHandler {
  constructor(
    private readonly orders: OrdersClient,
    private readonly delivery: AccountEmailDelivery,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport | null,
    @Inject(SETTINGS) private readonly settings: NotifierSettings,
  ) {}

  async handle(email: AccountEmail): Promise<void> {
    const { transport, delivery } = this;
    if (await delivery.isTooLate(email)) return;
    if (transport === null) return delivery.drop(email, 'no_provider');
    try {
      const facts = await this.orders.accountEmail(email.id);
      if (facts === null) await delivery.drop(email, 'nothing_to_say');
      else await this.#send(email, facts, transport);
    } catch (error) {
      await delivery.retryBeforeSending(email, error);
    }
  }

  #send(email: AccountEmail, facts: AccountEmailFacts, transport: MailTransport): Promise<void> {
    const mail = {
      id: email.id,
      from: { name: asOneLine(facts.restaurant?.name ?? ourName), address: senderOf(this.settings) },
      to: { name: asOneLine(facts.name), address: facts.email },
      ...accountEmailMessage(facts, ourName),
    };
    return this.delivery.send(email, { record: {}, send: () => transport.send(mail) });
  }
}
