import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Whether processes can be told which core is theirs: by util-linux' `taskset`, and only where there is more
 * than one.
 */
export const coresCanBeChosen = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;

/** What to put before a command so that it runs on that core alone. */
export const onCore = (core: number | undefined): readonly string[] =>
  core === undefined || !coresCanBeChosen ? [] : ['taskset', '-c', String(core)];
