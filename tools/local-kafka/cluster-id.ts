import { randomBytes } from 'node:crypto';

/**
 * A new cluster's id, as Kafka makes them itself: one that begins with a dash would be taken for an option of
 * its command.
 */
export function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}
