import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { stringify, v5 as nameBasedId } from 'uuid';
import type { Guest } from '#libs/contracts';
import { customersEnds } from '#libs/order-model';
import { sql } from '#libs/postgres';
import { OwnUrl, type ProblemError, wrongToken } from '#libs/service-kit';
import { Database, keptSecret, NarrowRole } from '../../platform/index.ts';
import { isSignature, tokenOf } from './link-signature.ts';

const trackingToken = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{32})$/;
const secretName = 'tracking-links';

/** The session of all who hold this link of the order: it ends when the link is replaced or withdrawn. */
export const linkSession = (orderId: string, generation: number): string =>
  nameBasedId(String(generation), orderId);

interface Linked {
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly link_generation: number;
  readonly link_ends_at: Date | null;
}

/** What a token claims before it is believed. */
interface Claim {
  readonly orderId: string;
  readonly signature: string;
}

/** The guest, the link's session, and when the link ends in ms: null while the order is open. */
export interface OpenLink {
  readonly guest: Guest;
  readonly sessionId: string;
  readonly endsAt: number | null;
}

/**
 * Links by which guests follow an order: the order's id and a signature over it and the link's generation.
 * Nothing is stored, so a message can have the link made again; raising the generation kills every older one.
 * A generation below zero is of an order whose link was withdrawn.
 */
@Injectable()
export class TrackingLinks implements OnApplicationBootstrap {
  #secret: KeyObject = createSecretKey(Buffer.alloc(0));

  constructor(
    private readonly database: Database,
    private readonly publicUrl: OwnUrl,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#secret = createSecretKey(await keptSecret(this.database, secretName));
  }

  /** `<PUBLIC_URL>/t#<token>`: behind `#`, so that the token reaches no server's log. */
  url(orderId: string, generation: number): string {
    return `${this.publicUrl.value}/t#${this.token(orderId, generation)}`;
  }

  token(orderId: string, generation: number): string {
    return tokenOf(this.#secret, orderId, generation);
  }

  /**
   * @throws ProblemError 401 for a token that is not ours, was revoked, or whose order ended more than 24
   * hours ago
   */
  async verify(token: string): Promise<Guest> {
    const [link = null] = await this.openLinks([token]);
    if (link === null) throw deadLink();
    return link.guest;
  }

  /** The link of each token, in that order; null where `verify` would throw. */
  async openLinks(tokens: readonly string[]): Promise<(OpenLink | null)[]> {
    const claims = tokens.map(claimOf);
    const orders = await this.#linked(claims.flatMap((claim) => (claim === null ? [] : [claim.orderId])));
    return claims.map((claim) => claim && this.#judged(claim, orders.get(claim.orderId)));
  }

  #judged({ orderId, signature }: Claim, order: Linked | undefined): OpenLink | null {
    if (
      order === undefined ||
      order.link_generation < 0 ||
      !isSignature(this.#secret, orderId, order.link_generation, signature)
    )
      return null;
    const endsAt = order.link_ends_at?.getTime() ?? null;
    if (endsAt !== null && endsAt <= Date.now()) return null;
    const guest = { kind: 'guest', order_id: orderId, restaurant_id: order.restaurant_id } as const;
    return { guest, sessionId: linkSession(orderId, order.link_generation), endsAt };
  }

  async #linked(orderIds: readonly string[]): Promise<ReadonlyMap<string, Linked>> {
    if (orderIds.length === 0) return new Map();
    const rows = await this.database.asRole<Linked>(
      NarrowRole.Lookup,
      sql`SELECT order_id, restaurant_id, link_generation, ${linkEnd} AS link_ends_at
        FROM passline.orders WHERE order_id = ANY(${orderIds}::uuid[])`,
    );
    return new Map(rows.map((row) => [row.order_id, row]));
  }
}

/**
 * 24 hours after the customer had nothing more to wait for, whoever closed the order later. A service of the
 * release before writes down only the close.
 */
const linkEnd = sql`CASE WHEN status = ANY (${customersEnds}) THEN
  COALESCE(LEAST(customer_ended_at, ended_at), updated_at) + interval '24 hours' END`;

const deadLink = (): ProblemError =>
  wrongToken('This link is not valid, or no longer; ask the restaurant for a new one.');

function claimOf(token: string): Claim | null {
  const [, id, signature] = trackingToken.exec(token) ?? [];
  const orderId = id === undefined ? null : stringifyId(id);
  return orderId === null || signature === undefined ? null : { orderId, signature };
}

function stringifyId(encoded: string): string | null {
  try {
    return stringify(Buffer.from(encoded, 'base64url'));
  } catch {
    return null;
  }
}
