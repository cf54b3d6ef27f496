import type { BoardSession } from '../../account/board-session/session.ts';

/** What the customer wrote; null where they gave stars alone. `unread` where it could not be read. */
export type Comment = { readonly written: string | null } | 'unread';

export async function readComment(session: BoardSession, orderId: string): Promise<Comment> {
  const answer = await session.ask<{ readonly comment?: string | null }>(
    'GET',
    `/online/orders/${orderId}/feedback/`,
  );
  return answer.ok ? { written: answer.body.comment ?? null } : 'unread';
}
