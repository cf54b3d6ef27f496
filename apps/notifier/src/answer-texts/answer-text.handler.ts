import * as z from 'zod';
import { type LastRestaurant, phoneSchema } from '#libs/contracts';
import { type OrdersClient, OrdersUnavailableError } from '#libs/service-kit';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { helpText } from '../message/help-text.ts';
import type { PublicUrl } from '../sms/public-url.ts';
import { refuseUnsigned, type SignedForm } from '../sms/twilio-signature.ts';
import { twiml } from './twiml.ts';
import { wishOf } from './wish.ts';

export interface TextIn extends SignedForm {
  /** With the query, as Twilio called it. */
  readonly path: string;
}

/** What of the form is of use. `OptOutType` is there where Twilio has answered the keyword itself. */
const textSchema = z.object({
  From: phoneSchema,
  Body: z.string().default(''),
  OptOutType: z.string().optional(),
});

export interface AnswerTextParts {
  readonly consents: ConsentLedger;
  readonly orders: Pick<OrdersClient, 'lastRestaurant'>;
  readonly publicUrl: PublicUrl;
  /** Null where Twilio is not set up. */
  readonly authToken: string | null;
}

/** Heeds what customers text back: no more texts, texts again, or how this works. */
export class AnswerTextHandler {
  constructor(private readonly parts: AnswerTextParts) {}

  /**
   * @returns TwiML
   * @throws ProblemError `forbidden` where the form is not signed by Twilio, `unavailable` where that cannot be told now
   */
  async handle({ path, ...signed }: TextIn): Promise<string> {
    const { authToken, publicUrl } = this.parts;
    refuseUnsigned(signed, authToken, authToken === null ? null : (await publicUrl.read()) + path);
    const text = textSchema.safeParse(signed.form);
    return twiml(text.success ? await this.#answer(text.data) : null);
  }

  /** A STOP gets no answer of ours: Twilio confirms it, and would not let ours through any more. */
  async #answer({ From: phone, Body: body, OptOutType }: z.infer<typeof textSchema>): Promise<string | null> {
    const { consents } = this.parts;
    const wish = wishOf(body, OptOutType);
    if (wish === 'stop') await consents.optOut(phone, sourceOf(body));
    if (wish === 'start') await consents.optIn(phone, sourceOf(body));
    return wish === 'help' && OptOutType === undefined ? helpText(await this.#restaurantOf(phone)) : null;
  }

  /** Help without a name is better than none. */
  async #restaurantOf(phone: string): Promise<LastRestaurant> {
    return this.parts.orders.lastRestaurant(phone).catch((error: unknown) => {
      if (error instanceof OrdersUnavailableError) return null;
      throw error;
    });
  }
}

/** The word that was texted, and not a whole letter. */
const sourceOf = (body: string): string => `text "${body.trim().slice(0, 40)}"`;
