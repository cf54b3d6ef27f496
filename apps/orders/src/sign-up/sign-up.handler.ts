import { Injectable } from '@nestjs/common';
import type { AskForMail, Done, SignedUp, SignUp } from '#libs/contracts';
import { invalidRequest } from '#libs/service-kit';
import { AccountRequests } from '../account/account-requests.ts';
import { hashPassword } from '../account/passwords.ts';
import { Database } from '../database/database.ts';
import { readRestaurant } from '../restaurant/read-restaurant.ts';

/** Takes note of who wants to be a customer; there is no account before the address is confirmed. */
@Injectable()
export class SignUpHandler {
  constructor(
    private readonly database: Database,
    private readonly requests: AccountRequests,
  ) {}

  /** @throws ProblemError 400 for a restaurant that does not exist */
  async signUp({ username, password, name, restaurant_id: restaurantId, locale }: SignUp): Promise<SignedUp> {
    if (restaurantId !== undefined && (await readRestaurant(this.database, restaurantId)) === null) {
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
}
