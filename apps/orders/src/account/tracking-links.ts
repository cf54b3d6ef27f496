import { Injectable } from '@nestjs/common';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, stringify, v5 as nameBasedId } from 'uuid';
import type { Guest } from '#libs/contracts';
import { OwnUrl, ProblemError } from '#libs/service-kit';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { SecretEntity } from './secret.entity.ts';

const trackingToken = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{32})$/;
const secretName = 'tracking-links';
const afterEnd = 24 * 3_600_000;

export const looksLikeTrackingToken = (token: string): boolean => token.length <= 64 && !token.includes('.', token.indexOf('.') + 1);

/** The session of all who hold this link of the order: it ends when the link is replaced or withdrawn. */
export const linkSession = (orderId: string, generation: number): string => nameBasedId(String(generation), orderId);

type Linked = { restaurant_id: string; link_generation: number; ended_at: Date | null };

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
    const secrets = this.database.dataSource.getRepository(SecretEntity);
    await secrets.createQueryBuilder().insert().values({ name: secretName, value: randomBytes(32) }).orIgnore().execute();
    this.#secret = (await secrets.findOneByOrFail({ name: secretName })).value;
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
    return (await this.verifyWithEnd(token)).guest;
  }

  /** @returns the guest, the link's session, and when the link ends in ms: null while the order is open */
  async verifyWithEnd(token: string): Promise<{ guest: Guest; sessionId: string; endsAt: number | null }> {
    const [, id = '', signature = ''] = trackingToken.exec(token) ?? [];
    const orderId = id === '' ? null : stringifyId(id);
    const order = orderId === null ? undefined : await this.#linked(orderId);
    if (orderId === null || order === undefined || order.link_generation < 0 || !same(signature, this.#signature(orderId, order.link_generation))) throw deadLink();
    const endsAt = order.ended_at === null ? null : order.ended_at.getTime() + afterEnd;
    if (endsAt !== null && endsAt <= Date.now()) throw deadLink();
    const guest = { kind: 'guest', order_id: orderId, restaurant_id: order.restaurant_id } as const;
    return { guest, sessionId: linkSession(orderId, order.link_generation), endsAt };
  }

  async #linked(orderId: string): Promise<Linked | undefined> {
    const statement = {
      name: 'linked_order',
      text: 'SELECT restaurant_id, link_generation, ended_at FROM passline.orders WHERE order_id = $1',
      values: [orderId],
    };
    return (await this.database.asRole<Linked>(NarrowRole.Lookup, statement))[0];
  }

  /** 24 bytes, 32 characters. */
  #signature(orderId: string, generation: number): string {
    return createHmac('sha256', this.#secret).update(`${orderId}:${String(generation)}`).digest().subarray(0, 24).toString('base64url');
  }
}

const deadLink = (): ProblemError => new ProblemError('unauthenticated', 'This link is not valid, or no longer; ask the restaurant for a new one.');

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

function stringifyId(encoded: string): string | null {
  try {
    return stringify(Buffer.from(encoded, 'base64url'));
  } catch {
    return null;
  }
}
