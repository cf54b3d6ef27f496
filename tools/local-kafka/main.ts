import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runProgram, SettingError, type WhenStopping } from '#libs/service-kit';
import { type KafkaOptions, startKafka } from './kafka.ts';
import { LocalKafkaError } from './local-kafka.errors.ts';

interface Given {
  readonly port: number;
  readonly data: string;
  readonly jars?: string;
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function readArguments(): Given {
  return new Command('npm run kafka --')
    .description(
      'A local Kafka without Docker, until Ctrl-C. Its data is kept. Needs Java 17 or later, and Maven the first time.',
    )
    .option('--port <port>', 'where it listens on 127.0.0.1', portNumber, 9092)
    .option(
      '--data <folder>',
      'where its data is kept',
      join(process.env['PASSLINE_DATA'] ?? '.passline', 'kafka'),
    )
    .option(
      '--jars <folder>',
      'where Kafka itself is kept once fetched (default: with the packages of this checkout)',
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

async function main({ port, data, jars }: Given, whenStopping: WhenStopping): Promise<void> {
  const kafka = await start({ port, folder: data, jars, say });
  let isStopping = false;
  whenStopping('Kafka', () => {
    isStopping = true;
    return kafka.stop();
  });
  void kafka.ended().then(() => {
    if (isStopping) return;
    say(`Kafka has ended by itself; its log is ${join(data, 'kafka.log')}`);
    process.exit(1);
  });
  say(`Kafka runs until Ctrl-C; its data is in ${data}`);
  say(`KAFKA_BROKERS=${kafka.brokers}`);
}

/** What the user can mend is told in one line. */
async function start(options: KafkaOptions): ReturnType<typeof startKafka> {
  try {
    return await startKafka(options);
  } catch (error) {
    throw error instanceof LocalKafkaError ? new SettingError(error.message, { cause: error }) : error;
  }
}

const given = readArguments();
runProgram((whenStopping) => main(given, whenStopping));
