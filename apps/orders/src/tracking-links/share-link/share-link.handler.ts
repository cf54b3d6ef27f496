import { Injectable } from '@nestjs/common';
import { renderSVG } from 'uqr';
import type { Staff, TrackingLink } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { EndedSessions, endSession, linkSession, TrackingLinks } from '../../identity/index.ts';
import { Database } from '../../platform/index.ts';
import { orderNotFound } from '../../ordering/index.ts';

/** Tracking links from hand to hand: another one where one went astray, none, or one to scan. */
@Injectable()
export class ShareLinkHandler {
  constructor(
    private readonly database: Database,
    private readonly links: TrackingLinks,
    private readonly endedSessions: EndedSessions,
  ) {}

  /** @throws ProblemError 404 */
  async replace(orderId: string, caller: Member): Promise<TrackingLink> {
    const generation = await this.#end(orderId, caller, replaced, (next) => next - 1);
    return { tracking_url: this.links.url(orderId, generation) };
  }

  /** Once is as good as twice. @throws ProblemError 404 */
  async withdraw(orderId: string, caller: Member): Promise<TrackingLink> {
    await this.#end(orderId, caller, withdrawn, Math.abs);
    return { tracking_url: null };
  }

  /** An SVG for paper or screen. @throws ProblemError 404, `not_found` where the link is withdrawn */
  async draw(orderId: string, caller: Member): Promise<string> {
    const [row] = await this.database.ofRestaurant<LinkRow>(
      caller.restaurant_id,
      sql`SELECT link_generation FROM passline.orders WHERE order_id = ${orderId}`,
    );
    const { link_generation: generation } = found(row);
    if (generation < 0)
      throw new ProblemError('not_found', 'The link of this order was withdrawn; make another one by POST.');
    return renderSVG(this.links.url(orderId, generation), { ecc: 'M', border: 4 });
  }

  /**
   * Changes the link, and ends the session of the one before it in the same transaction.
   * @param next the generation that follows
   * @param before from the generation as it is now to the one that is dead
   */
  async #end(
    orderId: string,
    { restaurant_id }: Member,
    next: Sql,
    before: (generation: number) => number,
  ): Promise<number> {
    const { generation, ended } = await this.database.transactionOf(restaurant_id, async (transaction) => {
      const [row] = await transaction.query<LinkRow>(
        sql`UPDATE passline.orders SET link_generation = ${next} WHERE order_id = ${orderId}
          RETURNING link_generation`,
      );
      const { link_generation } = found(row);
      const sessionId = linkSession(orderId, before(link_generation));
      await endSession(transaction, sessionId);
      return { generation: link_generation, ended: sessionId };
    });
    this.endedSessions.remember([ended]);
    return generation;
  }
}

/** Whoever acts for the restaurant. */
type Member = Pick<Staff, 'restaurant_id'>;

interface LinkRow {
  readonly link_generation: number;
}

const replaced = sql`abs(link_generation) + 1`;
const withdrawn = sql`-abs(link_generation)`;

function found(row: LinkRow | undefined): LinkRow {
  if (row === undefined) throw orderNotFound();
  return row;
}
