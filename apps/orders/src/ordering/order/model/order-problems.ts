import { ProblemError } from '#libs/service-kit';
import {
  RecallNotPossibleError,
  statuses,
  StepNotYoursError,
  TransitionNotAllowedError,
} from '#libs/status-machine';
import { isSameRequest, type KeyRecord, type NewKey } from '../../../platform/index.ts';

/** The same words for an order that does not exist and for one of another restaurant. */
export const orderNotFound = (): ProblemError =>
  new ProblemError('order_not_found', 'Check the order_id: no order of yours has it.');

export const notYours = (): ProblemError =>
  new ProblemError('forbidden', 'This order belongs to someone else.');

/**
 * @param externalId null where the caller did not send it
 * @param holder the order that has it, for a caller who may know
 */
export const externalIdTaken = (
  externalId: string | null,
  holder?: { readonly order_id: string },
): ProblemError =>
  new ProblemError(
    'external_id_taken',
    externalId === null
      ? 'Meanwhile another order has come with the external_id of this one.'
      : `Another order has the external_id "${externalId}": it has not ended, or did within 24 hours.`,
    holder ?? {},
  );

/** @param path where it stands in the request @param known what may stand there */
export function unknownStatus(
  status: string,
  path: readonly (string | number)[],
  known: readonly string[] = statuses,
): ProblemError {
  const message = `must be one of ${known.join(', ')}`;
  return new ProblemError('unknown_status', `There is no status "${status.slice(0, 64)}".`, {
    errors: [{ path: path.join('.'), message }],
  });
}

/** @throws ProblemError 422 where a key comes again with another body */
export function judgeRepeat(record: KeyRecord, key: NewKey | undefined): void {
  if (key !== undefined && isSameRequest(record, key)) return;
  throw new ProblemError(
    'idempotency_key_reused',
    'Use a new Idempotency-Key for a new request; this one came with another body.',
  );
}

/**
 * Runs the rules; a refusal of theirs becomes the problem that the caller reads, anything else passes.
 * @param version the order's
 */
export function judged<T>(version: number, rules: () => T): T {
  try {
    return rules();
  } catch (error) {
    throw problemOfRefusal(error, version) ?? error;
  }
}

function problemOfRefusal(error: unknown, version: number): ProblemError | null {
  if (error instanceof StepNotYoursError) return new ProblemError('forbidden', error.message);
  if (error instanceof TransitionNotAllowedError) {
    const { from, to, allowed } = error;
    return new ProblemError('transition_not_allowed', error.message, {
      from,
      to,
      allowed: [...allowed],
      version,
    });
  }
  if (error instanceof RecallNotPossibleError)
    return new ProblemError('recall_not_possible', error.message, { version });
  return null;
}
