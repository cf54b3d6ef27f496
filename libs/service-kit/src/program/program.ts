import { isDatabaseUnavailable } from '#libs/postgres';
import { SettingError } from '../settings/settings.ts';
import { onStopSignal } from './stop-signals.ts';
import { awaitedByStop, stopStep } from './stop-steps.ts';

export interface UndoOptions {
  /** Whether it is undone even where the stop hangs, fails or is cut short. */
  readonly evenByForce?: boolean;
}

/** Says what has to be undone when the program stops, under its name; the last said is undone first. */
export type WhenStopping = (what: string, undo: () => Promise<void>, options?: UndoOptions) => void;

interface Undo extends UndoOptions {
  readonly what: string;
  readonly run: () => Promise<void>;
}

/** What is to be undone, each once, whatever becomes of the others. */
class Undoing {
  readonly #left: Undo[] = [];
  /** What was begun of those that must not be left behind. */
  readonly #urgent: Promise<void>[] = [];
  #failed = false;
  #all: Promise<void> | undefined;

  add(what: string, run: () => Promise<void>, options: UndoOptions = {}): void {
    this.#left.push({ what, run, ...options });
  }

  /** Once, however often it is asked for. @throws Error where one of them failed: why has been said */
  all(): Promise<void> {
    this.#all ??= this.#undoAll();
    return this.#all;
  }

  async #undoAll(): Promise<void> {
    for (let undo = this.#left.pop(); undo !== undefined; undo = this.#left.pop()) await this.#do(undo);
    if (this.#failed) throw new Error('the program did not stop as it should');
  }

  /** Those that must not be left behind, at once, and those under way; no other is begun any more. */
  async byForce(): Promise<void> {
    for (const undo of this.#left.splice(0)) if (undo.evenByForce) void this.#do(undo);
    await Promise.all(this.#urgent);
  }

  #do(undo: Undo): Promise<void> {
    const done = this.#run(undo);
    if (undo.evenByForce) this.#urgent.push(done);
    return done;
  }

  async #run({ what, run }: Undo): Promise<void> {
    try {
      await stopStep(what, run);
    } catch (error) {
      this.#failed = true;
      process.stderr.write(`While stopping: ${explain(error)}\n`);
    }
  }
}

/**
 * The life of a program: starts, runs until SIGINT or SIGTERM, undoes what the start has made, and ends with
 * code 0. A start that fails says why, in one line where the user can mend it, undoes what it had made, and
 * ends with code 1, whether or not it was told to stop meanwhile. A stop that hangs says what did not end.
 */
export function runProgram(start: (whenStopping: WhenStopping) => Promise<void>): void {
  const undoing = new Undoing();
  const starting = start((what, undo, options) => undoing.add(what, undo, options));
  onStopSignal({
    // A start that is under way is let through first, so that nothing it has made is left behind.
    stop: () => stopStep('the start', () => starting).finally(() => undoing.all()),
    byForce: () => {
      sayWhatHangs(awaitedByStop());
      return undoing.byForce();
    },
  });
  starting.catch(async (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    await undoing.all().catch(() => undefined);
    process.exit(1);
  });
}

/** Nothing hangs where a stop has failed: why has been said. */
function sayWhatHangs(awaited: readonly string[]): void {
  if (awaited.length > 0)
    process.stderr.write(`Ended by force, as this did not end: ${awaited.join(', ')}\n`);
}

function explain(error: unknown): string {
  if (error instanceof SettingError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (isDatabaseUnavailable(error)) return `DATABASE_URL: the database cannot be reached (${error.message})`;
  return error.stack ?? error.message;
}
