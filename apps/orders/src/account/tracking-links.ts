import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify, v5 as nameBasedId } from 'uuid';
import type { Guest } from '#libs/contracts';
import { OwnUrl, ProblemError } from '#libs/service-kit';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { keptSecret } from './kept-secret.ts';

const trackingToken = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{32})$/;
const secretName = 'tracking-links';
const afterEnd = 24 * 3_600_000;

export const looksLikeTrackingToken = (token: string): boolean =>
  token.length <= 64 && !token.includes('.', token.indexOf('.') + 1);

/** The session of all who hold this link of the order: it ends when the link is replaced or withdrawn. */
export const linkSession = (orderId: string, generation: number): string =>
  nameBasedId(String(generation), orderId);

type Linked = { order_id: string; restaurant_id: string; link_generation: number; ended_at: Date | null };

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
 * Links by which guests follow an order: the order's id and a signature over it and the link's generation. Nothing is stored, so a message can
 * have the link made again; raising the generation kills every older one. A generation below zero is of an order whose link was withdrawn.
 */
@Injectable()
export class TrackingLinks {
  #secret: Buffer = Buffer.alloc(0);

  constructor(
    private readonly database: Database,
    private readonly publicUrl: OwnUrl,
  ) {}

  async open(): Promise<void> {
    this.#secret = await keptSecret(this.database, secretName);
  }

  /** `<PUBLIC_URL>/t#<token>`: behind `#`, so that the token reaches no server's log. */
  url(orderId: string, generation: number): string {
    return `${this.publicUrl.value}/t#${this.token(orderId, generation)}`;
  }

  token(orderId: string, generation: number): string {
    return `${Buffer.from(parse(orderId)).toString('base64url')}.${this.#signature(orderId, generation)}`;
  }

  /** @throws ProblemError 401 for a token that is not ours, was revoked, or whose order ended more than 24 hours ago */
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
      !same(signature, this.#signature(orderId, order.link_generation))
    )
      return null;
    const endsAt = order.ended_at === null ? null : order.ended_at.getTime() + afterEnd;
    if (endsAt !== null && endsAt <= Date.now()) return null;
    const guest = { kind: 'guest', order_id: orderId, restaurant_id: order.restaurant_id } as const;
    return { guest, sessionId: linkSession(orderId, order.link_generation), endsAt };
  }

  async #linked(orderIds: readonly string[]): Promise<ReadonlyMap<string, Linked>> {
    if (orderIds.length === 0) return new Map();
    const statement = {
      name: 'linked_orders',
      text: 'SELECT order_id, restaurant_id, link_generation, ended_at FROM passline.orders WHERE order_id = ANY($1::uuid[])',
      values: [orderIds],
    };
    const rows = await this.database.asRole<Linked>(NarrowRole.Lookup, statement);
    return new Map(rows.map((row) => [row.order_id, row]));
  }

  /** 24 bytes, 32 characters. */
  #signature(orderId: string, generation: number): string {
    return createHmac('sha256', this.#secret)
      .update(`${orderId}:${String(generation)}`)
      .digest()
      .subarray(0, 24)
      .toString('base64url');
  }
}

const deadLink = (): ProblemError =>
  new ProblemError(
    'unauthenticated',
    'This link is not valid, or no longer; ask the restaurant for a new one.',
  );

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

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
