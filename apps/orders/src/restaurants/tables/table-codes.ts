import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { OwnUrl } from '#libs/service-kit';
import { Database, keptSecret } from '../../platform/index.ts';

const code = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{32})\.([A-Za-z0-9_-]{1,280})$/;

/** What a code claims before it is believed. */
export interface TableClaim {
  readonly restaurantId: string;
  readonly label: string;
  readonly signature: string;
}

/**
 * Codes that stand on tables: restaurant, label, and a signature over both and the restaurant's generation of
 * codes. Nothing is stored; another generation makes all of a restaurant's codes worthless.
 */
@Injectable()
export class TableCodes implements OnApplicationBootstrap {
  #secret: Buffer = Buffer.alloc(0);

  constructor(
    private readonly database: Database,
    private readonly publicUrl: OwnUrl,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#secret = await keptSecret(this.database, 'table-codes');
  }

  /** `<PUBLIC_URL>/table#<code>` */
  url(restaurantId: string, label: string, generation: number): string {
    const parts = [
      Buffer.from(parse(restaurantId)).toString('base64url'),
      this.#signature(restaurantId, label, generation),
      Buffer.from(label).toString('base64url'),
    ];
    return `${this.publicUrl.value}/table#${parts.join('.')}`;
  }

  /** @returns null for what is no code at all */
  read(token: string): TableClaim | null {
    const [, id = '', signature = '', label = ''] = code.exec(token) ?? [];
    const bytes = Buffer.from(id, 'base64url');
    try {
      return {
        restaurantId: stringify(bytes),
        label: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(label, 'base64url')),
        signature,
      };
    } catch {
      return null;
    }
  }

  isGenuine({ restaurantId, label, signature }: TableClaim, generation: number): boolean {
    return timingSafeEqual(
      Buffer.from(signature),
      Buffer.from(this.#signature(restaurantId, label, generation)),
    );
  }

  /** 24 bytes, 32 characters. */
  #signature(restaurantId: string, label: string, generation: number): string {
    return createHmac('sha256', this.#secret)
      .update(`${restaurantId}:${String(generation)}:${label}`)
      .digest()
      .subarray(0, 24)
      .toString('base64url');
  }
}
