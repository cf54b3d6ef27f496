import { Injectable } from '@nestjs/common';
import { renderSVG } from 'uqr';
import type { Staff, TrackingLink } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { TrackingLinks } from '../account/tracking-links.ts';
import { Database, type Statement } from '../database/database.ts';
import { orderNotFound } from '../order/order-problems.ts';

/** Tracking links from hand to hand: another one where one went astray, none, or one to scan. */
@Injectable()
export class ShareLinkHandler {
  constructor(
    private readonly database: Database,
    private readonly links: TrackingLinks,
  ) {}

  /** @throws ProblemError 404 */
  async replace(orderId: string, caller: Staff): Promise<TrackingLink> {
    return { tracking_url: this.links.url(orderId, await this.#generation(caller, replaceLink(orderId))) };
  }

  /** Once is as good as twice. @throws ProblemError 404 */
  async withdraw(orderId: string, caller: Staff): Promise<TrackingLink> {
    await this.#generation(caller, withdrawLink(orderId));
    return { tracking_url: null };
  }

  /** An SVG for paper or screen. @throws ProblemError 404, `not_found` where the link is withdrawn */
  async draw(orderId: string, caller: Staff): Promise<string> {
    const generation = await this.#generation(caller, readLink(orderId));
    if (generation < 0) throw new ProblemError('not_found', 'The link of this order was withdrawn; make another one by POST.');
    return renderSVG(this.links.url(orderId, generation), { ecc: 'M', border: 4 });
  }

  async #generation({ restaurant_id }: Staff, statement: Statement): Promise<number> {
    const [row] = await this.database.ofRestaurant<{ link_generation: number }>(restaurant_id, statement);
    if (row === undefined) throw orderNotFound();
    return row.link_generation;
  }
}

const replaceLink = (orderId: string): Statement => ({
  name: 'replace_link',
  text: 'UPDATE passline.orders SET link_generation = abs(link_generation) + 1 WHERE order_id = $1 RETURNING link_generation',
  values: [orderId],
});

const withdrawLink = (orderId: string): Statement => ({
  name: 'withdraw_link',
  text: 'UPDATE passline.orders SET link_generation = -abs(link_generation) WHERE order_id = $1 RETURNING link_generation',
  values: [orderId],
});

const readLink = (orderId: string): Statement => ({
  name: 'read_link',
  text: 'SELECT link_generation FROM passline.orders WHERE order_id = $1',
  values: [orderId],
});
