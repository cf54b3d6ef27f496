import 'reflect-metadata';
import { Command } from 'commander';
import color from 'picocolors';
import { connectDatabase, type Finding, verifyHistory } from '../../../orders/src/index.ts';
import { type CommandDatabase, fail, onDatabase } from './command-database.ts';

async function verify({ serviceUrl, adminUrl }: CommandDatabase): Promise<void> {
  const database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  try {
    const { orders, entries, findings } = await verifyHistory(database, showProgress);
    for (const finding of findings) process.stdout.write(`${sentence(finding)}\n`);
    const sum = `${String(orders)} orders with ${String(entries)} entries`;
    process.stdout.write(
      findings.length === 0
        ? `${color.green('Intact')}: ${sum}.\n`
        : `${color.red('Not intact')}: ${String(findings.length)} findings in ${sum}.\n`,
    );
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

await new Command('npm run history:verify --')
  .description(
    'Walks the hash chain of every order and names each entry that was changed, inserted or removed behind the service’s back. Exit code 1 where anything is found.',
  )
  .action(() => onDatabase(verify))
  .parseAsync()
  .catch(fail);
