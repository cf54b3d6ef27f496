import type { Logger } from '#libs/service-kit';
import { loggedMessage } from './logged-message.ts';
import type { Channel } from './notification.entity.ts';
import type { Results } from './notification-metrics.ts';
import type { QueuedMessage } from './queued-message.entity.ts';

/** Nobody need look at these: they are at a good end, or tried again by themselves. */
const usual: ReadonlySet<string> = new Set(['sent', 'found', 'dropped', 'opted_out', 'later', 'absent']);

/** Writes a line for what came of each message, and passes it on. Whom it was for stands in none. */
export class ToldResults implements Results {
  constructor(
    private readonly results: Results,
    private readonly logger: Logger,
  ) {}

  tell(message: QueuedMessage, channel: Channel, result: string): void {
    this.results.tell(message, channel, result);
    const facts = { ...loggedMessage(message), channel, result };
    if (usual.has(result)) this.logger.info(facts, 'a message was worked on');
    else this.logger.warn(facts, 'a message was given up, or may not have arrived; see npm run dead-letters');
  }
}
