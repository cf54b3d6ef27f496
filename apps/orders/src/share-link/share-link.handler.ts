import { Injectable } from '@nestjs/common';
import { renderSVG } from 'uqr';
import type { Staff, TrackingLink } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { EndedSessions, endSession } from '../account/ended-sessions.ts';
import { linkSession, TrackingLinks } from '../account/tracking-links.ts';
import { Database, type Statement } from '../database/database.ts';
import { orderNotFound } from '../order/order-problems.ts';

/** Tracking links from hand to hand: another one where one went astray, none, or one to scan. */
@Injectable()
export class ShareLinkHandler {
  constructor(
    private readonly database: Database,
    private readonly links: TrackingLinks,
    private readonly endedSessions: EndedSessions,
  ) {}

  /** @throws ProblemError 404 */
  async replace(orderId: string, caller: Staff): Promise<TrackingLink> {
    const generation = await this.#end(orderId, caller, replaceLink, (next) => next - 1);
    return { tracking_url: this.links.url(orderId, generation) };
  }

  /** Once is as good as twice. @throws ProblemError 404 */
  async withdraw(orderId: string, caller: Staff): Promise<TrackingLink> {
    await this.#end(orderId, caller, withdrawLink, Math.abs);
    return { tracking_url: null };
  }

  /** An SVG for paper or screen. @throws ProblemError 404, `not_found` where the link is withdrawn */
  async draw(orderId: string, caller: Staff): Promise<string> {
    const [row] = await this.database.ofRestaurant<LinkRow>(caller.restaurant_id, readLink(orderId));
    const { link_generation: generation } = found(row);
    if (generation < 0)
      throw new ProblemError('not_found', 'The link of this order was withdrawn; make another one by POST.');
    return renderSVG(this.links.url(orderId, generation), { ecc: 'M', border: 4 });
  }

  /**
   * Changes the link, and ends the session of the one before it in the same transaction.
   * @param before from the generation as it is now to the one that is dead
   */
  async #end(
    orderId: string,
    { restaurant_id }: Staff,
    change: string,
    before: (generation: number) => number,
  ): Promise<number> {
    const { generation, ended } = await this.database.transactionOf(restaurant_id, async (manager) => {
      const [[row]] = await manager.query<[LinkRow[], number]>(change, [orderId]);
      const { link_generation } = found(row);
      const sessionId = linkSession(orderId, before(link_generation));
      await endSession(manager, sessionId);
      return { generation: link_generation, ended: sessionId };
    });
    this.endedSessions.remember([ended]);
    return generation;
  }
}

type LinkRow = { link_generation: number };

function found(row: LinkRow | undefined): LinkRow {
  if (row === undefined) throw orderNotFound();
  return row;
}

const replaceLink =
  'UPDATE passline.orders SET link_generation = abs(link_generation) + 1 WHERE order_id = $1 RETURNING link_generation';

const withdrawLink =
  'UPDATE passline.orders SET link_generation = -abs(link_generation) WHERE order_id = $1 RETURNING link_generation';

const readLink = (orderId: string): Statement => ({
  name: 'read_link',
  text: 'SELECT link_generation FROM passline.orders WHERE order_id = $1',
  values: [orderId],
});
