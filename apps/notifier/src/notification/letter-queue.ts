import { Columns } from '../database/columns.ts';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { DueWork, type Worker } from './due-work.ts';
import { Letter } from './letter.entity.ts';
import { MessageQueue } from './message-queue.ts';

const table = 'notifier.letters';

/** How long a letter is worth sending: whoever waits for it has asked for another one by then. In milliseconds. */
const worthSendingFor = 2 * 3_600_000;

/** Mails about accounts. They are of no restaurant, so all of it is done by a role that sees nothing else. */
export class LetterQueue extends MessageQueue<Letter> {
  readonly due: DueWork<Letter>;

  constructor(
    private readonly database: Database,
    worker: Worker,
  ) {
    const columns = new Columns(database.dataSource, Letter);
    super(worker, {
      table,
      columns,
      alsoChanged: [],
      run: (_letter, statement) => database.asRole(NarrowRole.Letters, statement),
    });
    this.due = new DueWork(database, worker, {
      lane: 'letters',
      table,
      columns,
      only: 'true',
      role: NarrowRole.Letters,
      canBeLookedUp: false,
    });
  }

  /**
   * One that is known already stays as it is.
   * @param traces of the requests that asked for them, by the letter's id
   */
  async add(ids: readonly string[], traces: Readonly<Record<string, string>> = {}): Promise<void> {
    const now = this.worker.now();
    await this.database.asRole(NarrowRole.Letters, {
      name: 'add_letters',
      text: `INSERT INTO ${table} (id, trace_id, state, due_at, deadline_at, created_at) SELECT id, trace_id, 'held', $3, $4, $3 FROM unnest($1::uuid[], $2::text[]) AS t (id, trace_id) ON CONFLICT DO NOTHING`,
      values: [ids, ids.map((id) => traces[id] ?? null), now, new Date(now.getTime() + worthSendingFor)],
    });
  }
}
