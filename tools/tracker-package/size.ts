import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import color from 'picocolors';
import { build } from 'vite';
import { compactStyles } from './compact-styles.ts';

const tracker = join(import.meta.dirname, '../../../libs/tracker');

interface Weight {
  /** What every page loads, English with it. */
  readonly atOnce: number;
  /** The largest of what is loaded once it is needed: another language. */
  readonly later: number;
}

/** The client and the element, minified and gzipped, in bytes. */
async function gzipped(external: readonly string[]): Promise<Weight> {
  const built = await build({
    root: tracker,
    configFile: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    plugins: [compactStyles()],
    build: {
      write: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['client', 'element'].map((name) => join(tracker, `src/package/${name}.ts`)),
        external: [...external],
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const atOnce = chunks.filter(({ isDynamicEntry }) => !isDynamicEntry);
  const later = chunks.filter(({ isDynamicEntry }) => isDynamicEntry);
  return {
    atOnce: atOnce.map(weigh).reduce((all, size) => all + size, 0),
    later: Math.max(0, ...later.map(weigh)),
  };
}

const weigh = ({ code }: { readonly code: string }): number => gzipSync(code, { level: 9 }).length;

/** One line, and the exit code 1 where it is too much. */
function judge(what: string, { atOnce }: Weight, mostKb: number): void {
  const isFine = atOnce <= mostKb * 1_000;
  const line = `${what.padEnd(46)} ${(atOnce / 1_000).toFixed(1).padStart(5)} kB of ${String(mostKb)} kB gzipped`;
  process.stdout.write(`${isFine ? color.green('✓') : color.red('✗')} ${line}\n`);
  if (!isFine) process.exitCode = 1;
}

async function main(argv: readonly string[]): Promise<void> {
  const options = new Command('size')
    .description('Weighs the tracker, and fails where a page would have to load too much.')
    .option('--most <kB>', 'client and element, without socket.io-client', Number, 25)
    .option('--most-in-all <kB>', 'the same with socket.io-client', Number, 40)
    .parse([...argv])
    .opts<{ most: number; mostInAll: number }>();
  const own = await gzipped(['socket.io-client']);
  judge('tracker: client and element', own, options.most);
  judge('tracker: client, element and socket.io-client', await gzipped([]), options.mostInAll);
  process.stdout.write(
    `  ${'another language, once it is needed: up to'.padEnd(46)} ${(own.later / 1_000).toFixed(1).padStart(5)} kB\n`,
  );
}

await main(process.argv);
