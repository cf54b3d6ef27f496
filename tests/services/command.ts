import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repository } from './compose-file.ts';

export interface CommandEnd {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** A built command, as its npm script runs it. */
export function runCommand(
  name: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<CommandEnd> {
  return runProgramHere(
    process.execPath,
    [join(repository, 'dist/apps/standalone/src/commands', `${name}.js`), ...args],
    settings,
  );
}

/** Any program, to its end. */
export async function runProgramHere(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<CommandEnd> {
  const child = spawn(program, [...args], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text: Buffer) => out.push(text.toString('utf8')));
  child.stderr.on('data', (text: Buffer) => errors.push(text.toString('utf8')));
  await once(child, 'close');
  return { code: child.exitCode, out: out.join(''), errors: errors.join('') };
}
