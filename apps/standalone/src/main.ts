import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger, onStopSignal, SettingError } from '#libs/service-kit';
import { assemble } from './assembly/assemble.ts';
import { EmbeddedDatabase, FolderInUseError, keptSecret } from './embedded-database/embedded-database.ts';
import { type Ground, readGround } from './standalone.config.ts';
import { welcome } from './welcome/welcome.ts';

/** What is running, in the order in which it is stopped. */
const running: (() => Promise<void>)[] = [];

async function stop(): Promise<void> {
  for (const stopOne of running.splice(0).reverse()) await stopOne();
}

async function start(): Promise<void> {
  const ground = readGround(process.env);
  const logger = createLogger('passline', process.env['LOG_LEVEL'] ?? 'info');
  await mkdir(ground.PASSLINE_DATA, { recursive: true });
  const demoPassword = ground.DEMO ? await passwordOfDemo(ground) : undefined;
  const standalone = await assemble(process.env, await databaseOf(ground), logger, demoPassword);
  running.push(() => standalone.stop());
  process.stdout.write(await welcome(standalone.url, demoPassword));
}

async function databaseOf(ground: Ground): Promise<Parameters<typeof assemble>[1]> {
  if (ground.DATABASE_URL !== undefined) return { serviceUrl: ground.DATABASE_URL, adminUrl: ground.DATABASE_ADMIN_URL };
  const embedded = await EmbeddedDatabase.open(ground.PASSLINE_DATA);
  const letGo = await embedded.claim();
  running.push(() => embedded.stop(), letGo);
  return embedded;
}

const passwordOfDemo = ({ DEMO_PASSWORD, PASSLINE_DATA }: Ground): Promise<string> =>
  DEMO_PASSWORD === undefined ? keptSecret(join(PASSLINE_DATA, 'demo.password')) : Promise.resolve(DEMO_PASSWORD);

/** One line for what the user can mend, the whole story for what only we can. */
function explain(error: unknown): string {
  if (error instanceof SettingError || error instanceof FolderInUseError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return `PORT: ${error.message}; stop what listens there, or choose another PORT`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const starting = start();
// A start that is under way is let through first, so that nothing it has made is left behind.
onStopSignal(() => starting.catch(() => undefined).then(stop));
starting.catch(async (error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  await stop();
  process.exit(1);
});
