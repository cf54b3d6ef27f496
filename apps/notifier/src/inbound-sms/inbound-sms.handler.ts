import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { type LastRestaurant, phoneSchema } from '#libs/contracts';
import { OrdersClient, OrdersUnavailableError } from '#libs/orders-client';
import { ConsentLedger } from '../consent/index.ts';
import { type NotifierSettings, twilioOf } from '../notifier.config.ts';
import { SETTINGS } from '../platform/index.ts';
import { PublicUrl, refuseUnsigned, type SignedForm } from '../providers/index.ts';
import { helpText } from '../templates/index.ts';
import { twiml } from './twiml.ts';
import { wishOf } from './wish.ts';

export interface InboundSms extends SignedForm {
  /** With the query, as Twilio called it. */
  readonly path: string;
}

/** What of the form is of use. `OptOutType` is there where Twilio has answered the keyword itself. */
const textSchema = z.object({
  From: phoneSchema,
  Body: z.string().default(''),
  OptOutType: z.string().optional(),
});

/** Heeds what customers text back: no more texts, texts again, or how this works. */
@Injectable()
export class InboundSmsHandler {
  constructor(
    private readonly consents: ConsentLedger,
    private readonly orders: OrdersClient,
    private readonly publicUrl: PublicUrl,
    @Inject(SETTINGS) private readonly settings: NotifierSettings,
  ) {}

  /**
   * @returns TwiML
   * @throws ProblemError `forbidden` where the form is not signed by Twilio, `unavailable` where that cannot
   * be known now
   */
  async handle({ path, ...signed }: InboundSms): Promise<string> {
    const authToken = twilioOf(this.settings)?.authToken ?? null;
    refuseUnsigned(signed, authToken, authToken === null ? null : (await this.publicUrl.read()) + path);
    const text = textSchema.safeParse(signed.form);
    return twiml(text.success ? await this.#answer(text.data) : null);
  }

  /** A STOP gets no answer of ours: Twilio confirms it, and would not let ours through any more. */
  async #answer({ From: phone, Body: body, OptOutType }: z.infer<typeof textSchema>): Promise<string | null> {
    const wish = wishOf(body, OptOutType);
    if (wish === 'stop') await this.consents.optOut(phone, sourceOf(body));
    if (wish === 'start') await this.consents.optIn(phone, sourceOf(body));
    return wish === 'help' && OptOutType === undefined ? helpText(await this.#restaurantOf(phone)) : null;
  }

  /** Help without a name is better than none. */
  async #restaurantOf(phone: string): Promise<LastRestaurant> {
    return this.orders.lastRestaurant(phone).catch((error: unknown) => {
      if (error instanceof OrdersUnavailableError) return null;
      throw error;
    });
  }
}

/** The word that was texted, and not a whole message. */
const sourceOf = (body: string): string => `text "${body.trim().slice(0, 40)}"`;
