import { Injectable } from '@nestjs/common';
import type { AskForMail, Done, SignedUp, SignUp } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { invalidRequest } from '#libs/service-kit';
import { AccountRequests } from '../accounts/account-requests.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { Database } from '../../platform/index.ts';

/** Takes note of who wants to be a customer; there is no account before the address is confirmed. */
@Injectable()
export class SignUpHandler {
  constructor(
    private readonly database: Database,
    private readonly requests: AccountRequests,
  ) {}

  /** @throws ProblemError 400 for a restaurant that does not exist */
  async signUp({ username, password, name, restaurant_id: restaurantId, locale }: SignUp): Promise<SignedUp> {
    if (restaurantId !== undefined && !(await this.#exists(restaurantId))) {
      throw invalidRequest([{ path: ['restaurant_id'], message: 'no restaurant has it' }]);
    }
    await this.requests.ask({
      kind: 'sign_up',
      username,
      name,
      passwordHash: await hashPassword(password),
      restaurantId,
      locale,
    });
    return { username, status: 'confirmation_pending' };
  }

  async resend({ username, locale }: AskForMail): Promise<Done> {
    await this.requests.ask({ kind: 'confirmation', username, locale });
    return {};
  }

  async #exists(restaurantId: string): Promise<boolean> {
    const found = await this.database.ofRestaurant(
      restaurantId,
      sql`SELECT FROM passline.restaurants WHERE restaurant_id = ${restaurantId}`,
    );
    return found.length === 1;
  }
}
