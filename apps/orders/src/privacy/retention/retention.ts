import { removeExpired, type ExpiredRows } from '#libs/postgres';
import { type Database, keyLife, NarrowRole } from '../../platform/index.ts';

/** How long things are kept that nobody asks for by then; docs/operations.md tells of it. */
const outlived: readonly ExpiredRows[] = [
  { table: 'passline.idempotency_keys', when: `created_at < now() - ${keyLife}` },
  { table: 'passline.refresh_tokens', when: 'expires_at < now()' },
  { table: 'passline.ended_sessions', when: `ended_at < now() - interval '1 hour'` },
  { table: 'passline.board_notices', when: `created_at < now() - interval '1 hour'` },
  { table: 'passline.account_tokens', when: 'expires_at < now()' },
  { table: 'passline.password_guesses', when: `seen_at < now() - interval '1 hour'` },
  // Keys whose last token has ended long ago.
  { table: 'passline.signing_keys', when: `retired_at < now() - interval '1 hour'` },
  // Nobody waits for them any more: the instance that did was ended.
  { table: 'passline.exports', when: `created_at < now() - interval '10 minutes'` },
  // Sign-ups that were never confirmed, and what else was asked for by mail.
  { table: 'passline.account_requests', when: `created_at < now() - interval '7 days'` },
  // That a week was told; after two days it would not be told any more.
  { table: 'passline.weekly_report_emails', when: `created_at < now() - interval '30 days'` },
  { table: 'passline.weekly_reports', when: `created_at < now() - interval '30 days'` },
];

/** @returns how many rows are gone */
export const applyRetention = (database: Database): Promise<number> =>
  removeExpired((statement) => database.asRole<{ n: number }>(NarrowRole.Jobs, statement), outlived);
