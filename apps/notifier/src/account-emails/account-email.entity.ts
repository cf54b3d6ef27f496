import { Entity } from 'typeorm';
import { QueuedMessage } from '../queue/index.ts';

/**
 * A mail about someone's account. Its id is that of the request in `orders`, which says what it is and to
 * whom it goes once it leaves.
 */
@Entity({ name: 'letters', schema: 'notifier' })
export class AccountEmail extends QueuedMessage {}
