import { join } from 'node:path';
import type { LoadTasks } from './load/load-tasks.ts';
import { TaskProcess } from './task-process.ts';

/**
 * A process of its own for the clients' side, so that what drives the load does not wait for what steers the
 * benchmark.
 */
export class LoadGenerator extends TaskProcess<LoadTasks> {
  constructor() {
    super(join(import.meta.dirname, 'load/main.js'));
  }
}
