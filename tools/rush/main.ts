import cliProgress from 'cli-progress';
import color from 'picocolors';
import { readArguments } from './arguments.ts';
import { RushError } from './rush.errors.ts';
import { rush, type RushOptions } from './rush.ts';
import { summaryOf } from './summary.ts';
import { isSound, type RushReport, type Tally } from './tally.ts';

/** As shells count a program that Ctrl-C ended. */
const interruptedCode = 130;

async function main(): Promise<number> {
  const options = readArguments(process.argv, process.env);
  const report = await withBar(options, (progress) => rush(options, ctrlC(), progress));
  process.stdout.write(summaryOf(report));
  if (!isSound(report)) return 1;
  return report.interrupted ? interruptedCode : 0;
}

/** The first Ctrl-C ends the rush, a second one the program. */
function ctrlC(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  return controller.signal;
}

async function withBar(
  { orders }: RushOptions,
  run: (progress: (tally: Tally) => void) => Promise<RushReport>,
): Promise<RushReport> {
  const format = `  ${color.cyan('{bar}')} {value}/{total} orders served   {placed} placed   {eta_formatted} left`;
  const bar = new cliProgress.SingleBar(
    { format, hideCursor: true, gracefulExit: false },
    cliProgress.Presets.shades_classic,
  );
  bar.start(orders, 0, { placed: 0 });
  try {
    return await run(({ finished, placed }) => {
      bar.update(finished, { placed });
    });
  } finally {
    bar.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      error instanceof RushError
        ? `${color.red(error.message)}\n`
        : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
