import color from 'picocolors';
import { demoAccounts } from '../../../orders/src/index.ts';
import { sampleTrackingUrl } from './sample-order.ts';

/** What a new user reads first: where everything is, and how to move the sample order. */
export async function welcome(url: string, demoPassword: string | undefined): Promise<string> {
  const places = [
    ['Staff board', `${url}/board`],
    ['Messages', `${url}/mailbox`],
    ['API', `${url}/api/docs`],
  ];
  if (demoPassword === undefined) return page([color.bold('Passline is ready.'), '', ...lines(places)]);
  const trackingUrl = await sampleTrackingUrl(url, demoPassword);
  return page([
    color.bold('Passline is ready.'),
    '',
    ...lines([['A customer’s page', trackingUrl], ...places]),
    '',
    `Demo accounts, password ${color.bold(demoPassword)}:`,
    `  ${demoAccounts.map(({ username }) => username).join('  ')}`,
    '',
    color.dim(
      'Open the customer’s page beside the board and move the order. Ctrl-C stops everything; your data stays.',
    ),
  ]);
}

const page = (text: readonly string[]): string =>
  `\n${text.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n\n`;

const lines = (places: readonly (readonly string[])[]): string[] =>
  places.map(([name = '', where = '']) => `${name.padEnd(18)} ${color.cyan(where)}`);
