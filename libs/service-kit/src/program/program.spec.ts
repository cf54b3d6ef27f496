import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../tests/support/eventually.ts';

const built = join(import.meta.dirname, '../../../../dist/libs/service-kit/src/program/program.js');

interface End {
  readonly code: number | null;
  readonly undone: readonly string[];
  readonly errors: string;
}

/** A program that has made three things, in a process of its own; each says when it is undone. */
function endOf(
  undoing: Readonly<Record<'server' | 'queue' | 'database', string>>,
  ...signals: NodeJS.Signals[]
): Promise<End> {
  const says = (name: keyof typeof undoing): string =>
    `async () => { ${undoing[name]}; process.stdout.write('${name}\\n') }`;
  return endOfStart(
    `whenStopping('the database', ${says('database')}, { evenByForce: true });
      whenStopping('the queue', ${says('queue')});
      whenStopping('the server', ${says('server')});
      await null; // its signals are heard from the next turn on
      process.stdout.write('started\\n');`,
    signals,
  );
}

/** @param start what the program does, which says when it may be told to stop */
async function endOfStart(start: string, signals: readonly NodeJS.Signals[]): Promise<End> {
  const program = `
    import { runProgram } from ${JSON.stringify(built)};
    setInterval(() => undefined, 1_000);
    runProgram(async (whenStopping) => {
      ${start}
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const [out, errors] = [text(child.stdout), text(child.stderr)];
  await once(child.stdout, 'data');
  for (const signal of signals) {
    child.kill(signal);
    await echoIsOver(child, signals);
  }
  if (child.exitCode === null) await once(child, 'close');
  const undone = (await out)
    .trim()
    .split('\n')
    .filter((line) => line !== 'started');
  return { code: child.exitCode, undone, errors: await errors };
}

/** Two signals at once are one Ctrl-C that came by two ways: a second one counts a second later. */
async function echoIsOver(child: ChildProcess, signals: readonly NodeJS.Signals[]): Promise<void> {
  const sent = performance.now();
  if (signals.length > 1)
    await eventually(() => child.exitCode !== null || performance.now() - sent > 1_100, 'the echo is over');
}

const fine = { server: '', queue: '', database: '' };

describe('a program that is told to stop', () => {
  it('undoes what it has made, the last first, and ends with code 0', async () => {
    expect(await endOf(fine, 'SIGTERM')).toEqual({
      code: 0,
      undone: ['server', 'queue', 'database'],
      errors: '',
    });
  });

  it('undoes the rest where one thing fails, says what failed, and ends with code 1', async () => {
    const { code, undone, errors } = await endOf(
      { ...fine, server: 'throw new Error("the server would not close")' },
      'SIGINT',
    );
    expect({ code, undone }).toEqual({ code: 1, undone: ['queue', 'database'] });
    expect(errors).toMatch(/While stopping: Error: the server would not close/);
  });

  it('still ends the database where it hangs and is told again, and says what hangs', async () => {
    const hangs = 'await new Promise(() => undefined)';
    expect(await endOf({ ...fine, server: hangs }, 'SIGINT', 'SIGINT')).toEqual({
      code: 1,
      undone: ['database'],
      errors: 'Ended by force, as this did not end: the server\n',
    });
  });
});

describe('a program that is told to stop while it still starts', () => {
  const starting = (end: string): string => `
    whenStopping('the database', async () => void process.stdout.write('database\\n'));
    await null; // its signals are heard from the next turn on
    process.stdout.write('started\\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    ${end}`;

  it('comes to the end of its start first, and ends with code 0', async () => {
    const isUp = "process.stdout.write('up\\n');";
    expect(await endOfStart(starting(isUp), ['SIGTERM'])).toEqual({
      code: 0,
      undone: ['up', 'database'],
      errors: '',
    });
  });

  it('ends with code 1 where the start fails, and says why', async () => {
    const { code, undone, errors } = await endOfStart(starting("throw new Error('no such table')"), [
      'SIGTERM',
    ]);
    expect({ code, undone }).toEqual({ code: 1, undone: ['database'] });
    expect(errors).toMatch(/^Error: no such table/);
  });

  it('says so where the start hangs and it is told again', async () => {
    const hangs = starting('await new Promise(() => undefined)');
    const { code, errors } = await endOfStart(hangs, ['SIGTERM', 'SIGTERM']);
    expect({ code, errors }).toEqual({
      code: 1,
      errors: 'Ended by force, as this did not end: the start\n',
    });
  });
});
