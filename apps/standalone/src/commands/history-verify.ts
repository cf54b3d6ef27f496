import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import color from 'picocolors';
import {
  connectDatabase,
  type Finding,
  readHead,
  verifyHistory,
  writeHead,
} from '../../../orders/src/index.ts';
import { type CommandDatabase, fail, onDatabase } from './command-database.ts';

interface Given {
  readonly since?: ReturnType<typeof readHead>;
}

async function verify({ serviceUrl, adminUrl }: CommandDatabase, { since }: Given): Promise<void> {
  const database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  try {
    const { orders, entries, findings, head } = await verifyHistory(database, {
      since,
      onProgress: showProgress,
    });
    for (const finding of findings) process.stdout.write(`${sentence(finding)}\n`);
    const changed = since === undefined ? '' : ` that changed since ${new Date(since.at).toISOString()},`;
    const sum = `${String(orders)} orders${changed} with ${String(entries)} entries`;
    process.stdout.write(
      findings.length === 0
        ? `${color.green('Intact')}: ${sum}.\n`
        : `${color.red('Not intact')}: ${String(findings.length)} findings in ${sum}.\n`,
    );
    if (head !== null) process.stdout.write(`To go on from here: --since ${writeHead(head)}\n`);
    if (findings.length > 0) process.exitCode = 1;
  } finally {
    await database.dataSource.destroy();
  }
}

const happened = {
  changed: 'was changed',
  inserted: 'was inserted',
  removed: 'was removed',
  'text changed': 'has another text than was written',
  'order changed': 'does not lead to the status that the order has',
} as const satisfies Record<Finding['what'], string>;

const sentence = ({ orderId, orderNumber, version, what }: Finding): string =>
  `${orderNumber} (${orderId}): the entry of version ${String(version)} ${happened[what]}.`;

function showProgress(orders: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${String(orders)} orders`);
}

function givenHead(text: string): Given['since'] {
  try {
    return readHead(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? `${error.message}.` : String(error));
  }
}

await new Command('npm run history:verify --')
  .description(
    'Walks the hash chain of every order and names each entry that was changed, inserted or removed behind the service’s back. Exit code 1 where anything is found.',
  )
  .option(
    '--since <head>',
    'only orders of which something was recorded since the newest entry that was proven, as the command printed it; nothing is said of the others',
    givenHead,
  )
  .action((given: Given) => onDatabase((database) => verify(database, given)))
  .parseAsync()
  .catch(fail);
