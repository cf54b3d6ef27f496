import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { RefreshTokenEntity } from './refresh-token.entity.ts';

const life = 30 * 24 * 3_600_000;

/** Refresh tokens, each good for one trade. */
@Injectable()
export class RefreshTokens {
  constructor(private readonly database: Database) {}

  /** The first token of a new log-in. */
  first(accountId: string): Promise<string> {
    return this.database.transactionAs(NarrowRole.Login, (manager) => issue(manager, accountId, newId()));
  }

  /**
   * Spends a token for the next of its family. One that was spent before has been in two hands: the family ends.
   * @returns null where the token is not, or no longer, good
   */
  async trade(token: string): Promise<{ accountId: string; token: string } | null> {
    return this.database.transactionAs(NarrowRole.Login, async (manager) => {
      const spent = await manager.findOne(RefreshTokenEntity, { where: { tokenHash: digest(token) }, lock: { mode: 'pessimistic_write' } });
      if (spent === null || spent.expiresAt.getTime() <= Date.now()) return null;
      if (spent.spentAt !== null) {
        await manager.delete(RefreshTokenEntity, { familyId: spent.familyId });
        return null;
      }
      await manager.update(RefreshTokenEntity, { tokenHash: spent.tokenHash }, { spentAt: new Date() });
      return { accountId: spent.accountId, token: await issue(manager, spent.accountId, spent.familyId) };
    });
  }
}

async function issue(manager: EntityManager, accountId: string, familyId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await manager.insert(RefreshTokenEntity, { tokenHash: digest(token), accountId, familyId, expiresAt: new Date(Date.now() + life), spentAt: null });
  return token;
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
