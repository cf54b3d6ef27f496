import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { noteForAudit } from '../audit/audit-notes.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { AccountEntity } from './account.entity.ts';
import { EndedSessions, endSessions } from './ended-sessions.ts';
import { RefreshTokenEntity } from './refresh-token.entity.ts';

const life = 30 * 24 * 3_600_000;

/** A session as it goes on: the account as it stands now, and the token for the next trade. */
export interface Continued {
  readonly account: AccountEntity;
  readonly sessionId: string;
  readonly token: string;
}

/** Sessions and their refresh tokens, each good for one trade. */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  /**
   * The first token of a new session.
   * @param checked the account that the password was checked against
   * @returns null where the account was disabled, or got another password, since
   */
  first(checked: Pick<AccountEntity, 'accountId' | 'passwordHash'>): Promise<Continued | null> {
    return this.database.transactionAs(NarrowRole.Login, async (manager) => {
      const account = await heldAccount(manager, checked.accountId);
      return account?.passwordHash === checked.passwordHash ? issue(manager, account, newId()) : null;
    });
  }

  /**
   * Spends a token for the next of its session. One that was spent before has been in two hands: the session ends.
   * @returns null where the token is not, or no longer, good
   */
  async trade(token: string): Promise<Continued | null> {
    const { next, ended } = await this.database.transactionAs(NarrowRole.Login, (manager) =>
      trade(manager, token),
    );
    this.endedSessions.remember(ended);
    return next;
  }

  /** Ends the session of a token, spent or not; nothing where there is none. */
  async end(token: string): Promise<void> {
    const ended = await this.database.transactionAs(NarrowRole.Login, async (manager) => {
      const found = await manager.findOneBy(RefreshTokenEntity, { tokenHash: digest(token) });
      if (found === null) return [];
      noteForAudit({ target_id: found.accountId });
      await heldAccount(manager, found.accountId);
      return endSessions(manager, { sessionId: found.familyId });
    });
    this.endedSessions.remember(ended);
  }
}

interface Trade {
  readonly next: Continued | null;
  readonly ended: readonly string[];
}
const refused: Trade = { next: null, ended: [] };

async function trade(manager: EntityManager, token: string): Promise<Trade> {
  const tokenHash = digest(token);
  const known = await manager.findOneBy(RefreshTokenEntity, { tokenHash });
  if (known !== null) noteForAudit({ target_id: known.accountId });
  const account = known && (await heldAccount(manager, known.accountId));
  const spent =
    account &&
    (await manager.findOne(RefreshTokenEntity, {
      where: { tokenHash },
      lock: { mode: 'pessimistic_write' },
    }));
  if (!spent || spent.expiresAt.getTime() <= Date.now()) return refused;
  if (spent.spentAt !== null) {
    noteForAudit({ event: 'session.replayed', restaurant_id: account.restaurantId });
    return { next: null, ended: await endSessions(manager, { sessionId: spent.familyId }) };
  }
  await manager.update(RefreshTokenEntity, { tokenHash }, { spentAt: new Date() });
  return { next: await issue(manager, account, spent.familyId), ended: [] };
}

/**
 * The account, held until the transaction ends; null where it is disabled. Whoever begins, goes on with or ends a session holds it before they touch its
 * tokens: they come one after the other, and no session slips by.
 */
async function heldAccount(manager: EntityManager, accountId: string): Promise<AccountEntity | null> {
  const account = await manager.findOne(AccountEntity, {
    where: { accountId },
    lock: { mode: 'for_no_key_update' },
  });
  return account?.disabledAt === null ? account : null;
}

async function issue(manager: EntityManager, account: AccountEntity, sessionId: string): Promise<Continued> {
  const token = randomBytes(32).toString('base64url');
  const { accountId } = account;
  await manager.insert(RefreshTokenEntity, {
    tokenHash: digest(token),
    accountId,
    familyId: sessionId,
    expiresAt: new Date(Date.now() + life),
    spentAt: null,
  });
  return { account, sessionId, token };
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
