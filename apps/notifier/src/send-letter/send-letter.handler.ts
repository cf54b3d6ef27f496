import type { LetterFacts } from '#libs/contracts';
import type { OrdersClient } from '#libs/service-kit';
import type { MailTransport } from '../email/mail.ts';
import { letterMessage } from '../message/letter-message.ts';
import { asOneLine } from '../message/telling.ts';
import { Delivery, type DeliveryParts } from '../notification/delivery.ts';
import type { Letter } from '../notification/letter.entity.ts';

/** Who speaks where no restaurant does. */
const ourName = 'Passline';

export interface SendLetterParts extends Omit<DeliveryParts<Letter>, 'channelOf' | 'lookUpAfterMs'> {
  readonly orders: Pick<OrdersClient, 'letter'>;
  /** Null where mail cannot be sent. */
  readonly mail: MailTransport | null;
  readonly sender: string;
}

/** Takes one mail about an account to its end or to its next try. What it says, to whom, and its link are asked for now, and kept nowhere. */
export class SendLetterHandler {
  readonly #delivery: Delivery<Letter>;

  constructor(private readonly parts: SendLetterParts) {
    this.#delivery = new Delivery({ ...parts, channelOf: () => 'email', lookUpAfterMs: 0 });
  }

  async handle(letter: Letter): Promise<void> {
    const { mail, orders } = this.parts;
    if (await this.#delivery.isTooLate(letter)) return;
    if (mail === null) return this.#delivery.drop(letter, 'no_provider');
    try {
      const facts = await orders.letter(letter.id);
      if (facts === null) await this.#delivery.drop(letter, 'nothing_to_say');
      else await this.#send(letter, facts, mail);
    } catch (error) {
      await this.#delivery.retryBeforeSending(letter, error);
    }
  }

  #send(letter: Letter, facts: LetterFacts, mail: MailTransport): Promise<void> {
    const message = {
      id: letter.id,
      from: { name: asOneLine(facts.restaurant?.name ?? ourName), address: this.parts.sender },
      to: { name: asOneLine(facts.name), address: facts.email },
      ...letterMessage(facts, ourName),
    };
    return this.#delivery.send(letter, { trace: {}, send: () => mail.send(message) });
  }
}
