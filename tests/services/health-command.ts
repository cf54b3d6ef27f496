import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { composeFile, repository } from './compose-file.ts';

/** What stands in the container for what the test has instead. */
export interface HealthPlaces {
  /** What to exchange in the command's words: from, to. */
  readonly exchange?: Readonly<Record<string, string>>;
  /** What to run instead of the container's program. */
  readonly program?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a container's own health check against what the test has started, for as long as Docker would let it
 * run.
 * @returns whether the container would pass
 * @throws Error where the program is not installed here
 */
export async function passesHealthCheck(
  service: string,
  { exchange = {}, program, environment = {} }: HealthPlaces,
): Promise<boolean> {
  const { test, timeout } = composeFile().services[service]?.healthcheck ?? { test: [], timeout: '0s' };
  const [kind, name = '', ...words] = test;
  if (kind !== 'CMD') throw new Error(`${service} has no health check that is a plain command`);
  const args = words.map((word) =>
    Object.entries(exchange).reduce((text, [from, to]) => text.replace(from, to), word),
  );
  const [command = name, ...before] = program ?? [name];
  const check = spawn(command, [...before, ...args], {
    cwd: repository,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: 'ignore',
    timeout: inMilliseconds(timeout),
    killSignal: 'SIGKILL',
  });
  await once(check, 'exit').catch((cause: unknown) => {
    throw new Error(`These tests run the health check of ${service}, and need "${command}" on the PATH.`, {
      cause,
    });
  });
  return check.exitCode === 0;
}

function inMilliseconds(duration: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m)$/.exec(duration) ?? [];
  if (count === undefined || unit === undefined)
    throw new Error(`${duration} is no duration that this test reads`);
  return Number(count) * { ms: 1, s: 1_000, m: 60_000 }[unit as 'ms' | 's' | 'm'];
}
