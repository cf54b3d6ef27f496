import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Sql, sql } from '#libs/postgres';
import { currentTrace } from '#libs/service-kit';
import { Database, NarrowRole } from '../../platform/index.ts';

/** How many mails an address may be sent within an hour, whoever asks for them. */
const mailsPerHour = 5;

/**
 * What someone asks for who has not shown yet that the address is theirs. Each is answered by a mail, or by
 * nothing.
 */
export interface AccountRequest {
  readonly kind: 'sign_up' | 'confirmation' | 'password_reset';
  readonly username: string;
  readonly name?: string | undefined;
  readonly passwordHash?: string | undefined;
  /** Where they are to be a customer; without it, at the only restaurant there is. */
  readonly restaurantId?: string | undefined;
  readonly locale?: string | undefined;
}

/**
 * Written down without a look at who has an account: whether there is one decides what the mail says, and
 * shows neither in an answer nor in how long it takes.
 */
@Injectable()
export class AccountRequests {
  constructor(private readonly database: Database) {}

  /** Nothing happens where the address has been sent enough already. */
  async ask({ kind, username, name, passwordHash, restaurantId, locale }: AccountRequest): Promise<void> {
    await this.database.asRole(
      NarrowRole.Enrolment,
      sql`INSERT INTO passline.account_requests
          (request_id, kind, username, name, password_hash, restaurant_id, locale, trace_id)
        SELECT ${newId()}, ${kind}, ${username}, ${name}, ${passwordHash},
          coalesce(${restaurantId}::uuid, (${onlyRestaurant})), ${locale}, ${currentTrace()}
        WHERE (${mailsWithinAnHour(username)}) < ${mailsPerHour}`,
    );
  }
}

const onlyRestaurant = sql`
  SELECT min(restaurant_id::text)::uuid FROM passline.restaurants HAVING count(*) = 1`;

const mailsWithinAnHour = (username: string): Sql => sql`
  SELECT count(*) FROM passline.account_requests
  WHERE username = ${username} AND created_at > now() - interval '1 hour'`;
