import { isDatabaseUnavailable } from '../database-failure.ts';
import { SettingError } from '../settings/settings.ts';
import { onStopSignal } from './stop-signals.ts';

/** Says what has to be undone when the program stops; the last said is undone first. */
export type WhenStopping = (undo: () => Promise<void>) => void;

/**
 * The life of a program: starts, runs until SIGINT or SIGTERM, undoes what the start has made, and ends with code 0.
 * A start that fails says why, in one line where the user can mend it, undoes what it had made, and ends with code 1.
 */
export function runProgram(start: (whenStopping: WhenStopping) => Promise<void>): void {
  const undoing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const undo of undoing.splice(0).reverse()) await undo();
  };
  const starting = start((undo) => undoing.push(undo));
  // A start that is under way is let through first, so that nothing it has made is left behind.
  onStopSignal(() => starting.catch(() => undefined).then(stop));
  starting.catch(async (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    await stop();
    process.exit(1);
  });
}

function explain(error: unknown): string {
  if (error instanceof SettingError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (isDatabaseUnavailable(error)) return `DATABASE_URL: the database cannot be reached (${error.message})`;
  return error.stack ?? error.message;
}
