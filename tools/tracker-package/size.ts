import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import color from 'picocolors';
import { build, defaultClientConditions } from 'vite';

const tracker = join(import.meta.dirname, '../../../libs/tracker');

/** What a page loads for the client and the element, minified and gzipped, in bytes. */
async function gzipped(external: readonly string[]): Promise<number> {
  const built = await build({
    root: tracker,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['passline-source', ...defaultClientConditions] },
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
  const chunks = outputs.flatMap((output) => (output.type === 'chunk' ? [output.code] : []));
  return chunks.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);
}

/** One line, and the exit code 1 where it is too much. */
function judge(what: string, bytes: number, mostKb: number): void {
  const isFine = bytes <= mostKb * 1_000;
  const line = `${what.padEnd(46)} ${(bytes / 1_000).toFixed(1).padStart(5)} kB of ${String(mostKb)} kB gzipped`;
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
  judge('tracker: client and element', await gzipped(['socket.io-client']), options.most);
  judge('tracker: client, element and socket.io-client', await gzipped([]), options.mostInAll);
}

await main(process.argv);
