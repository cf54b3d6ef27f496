import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { runProgram, type WhenStopping } from '#libs/service-kit';
import { databaseUrls } from './database-urls.ts';

interface Given {
  readonly port?: number;
  readonly data: string;
}

function readArguments(): Given {
  return new Command('npm run postgres --')
    .description('A local PostgreSQL without Docker, until Ctrl-C. Its data is kept.')
    .option('--port <port>', 'where it listens on 127.0.0.1 (default: any free port)', portNumber)
    .option(
      '--data <folder>',
      'where its data is kept',
      join(process.env['PASSLINE_DATA'] ?? '.passline', 'postgres-server'),
    )
    .parse()
    .opts<Given>();
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('It must be a port number.');
  return port;
}

async function main({ port, data }: Given, whenStopping: WhenStopping): Promise<void> {
  const server = await EmbeddedPostgres.start({ folder: data, ...(port !== undefined && { port }) });
  whenStopping('PostgreSQL', () => server.stop());
  const { serviceUrl, adminUrl } = await databaseUrls(server, data);
  await stayWith(adminUrl, whenStopping);
  process.stdout.write(
    `PostgreSQL runs until Ctrl-C; its data is in ${data}\nDATABASE_URL=${serviceUrl}\nDATABASE_ADMIN_URL=${adminUrl}\n`,
  );
}

/**
 * The server runs detached; what keeps this program alive is a connection, which also tells when the server
 * has gone.
 */
async function stayWith(adminUrl: string, whenStopping: WhenStopping): Promise<void> {
  const connection = new pg.Client({ connectionString: adminUrl, application_name: 'npm run postgres' });
  connection.once('error', () => {
    process.stderr.write('PostgreSQL has ended by itself.\n');
    process.exit(1);
  });
  await connection.connect();
  whenStopping('the connection to PostgreSQL', () => connection.end());
}

const given = readArguments();
runProgram((whenStopping) => main(given, whenStopping));
