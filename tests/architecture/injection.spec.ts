import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { handMade } from './hand-made.ts';

const repository = join(import.meta.dirname, '../..');
const modules = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'apps', 'libs'], {
  cwd: repository,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => ({ file, code: readFileSync(join(repository, file), 'utf8') }))
  .filter(({ code }) => /useFactory|useValue/.test(code));

const imports = `
import { OrdersClient, clientOf } from '#libs/orders-client';
import { Mailbox, mailboxOf } from './mailbox.ts';
function smtp() { return new Smtp(); }
`;

describe('a service', () => {
  it.each(['orders', 'tracking-gateway', 'notifier', 'insights'])(
    'is put together of its areas’ modules: its own, that of %s, provides and answers nothing',
    (app) => {
      const code = readFileSync(join(repository, 'apps', app, `src/${app}.module.ts`), 'utf8');
      expect(code).toMatch(/^export class \w+Module/m);
      expect(code).not.toMatch(/\b(providers|controllers):/);
    },
  );

  it('is made by Nest: a factory makes settings, or one instance out of a lib, of what is injected', () => {
    expect(modules.length).toBeGreaterThan(5);
    const found = modules.flatMap(({ file, code }) => handMade(code).map((what) => `${file}: ${what}`));
    expect(found).toEqual([]);
  });

  it.each([
    ['{ provide: Mailbox, useFactory: (folder: string) => new Mailbox(folder) }', ['Mailbox']],
    [
      '{ provide: Mailbox, useFactory: (folder) => (folder === null ? null : mailboxOf(folder)) }',
      ['mailboxOf'],
    ],
    ['{ provide: MAIL, inject: [SETTINGS], useFactory: smtp }', ['smtp']],
    ['{ provide: MAIL, useFactory: (url) => ({ carrier: new Mailbox(url) }) }', ['Mailbox']],
    [
      '{ provide: OrdersClient, useFactory: (url) => { watch(url); return new OrdersClient(url); } }',
      ['a block'],
    ],
    ['{ provide: Mailbox, useValue: new Mailbox("here") }', ['Mailbox']],
  ])('would be missed in %s', (provider, made) => {
    expect(handMade(`${imports}export const providers = [${provider}];`)).toEqual(made);
  });

  it.each([
    '{ provide: OrdersClient, useFactory: ({ url }: Mailbox) => new OrdersClient(url, { Mailbox: 1 }) }',
    '{ provide: OrdersClient, inject: [Mailbox], useFactory: clientOf }',
    '{ provide: LIMITS, useFactory: (settings: Settings) => settings.Mailbox }',
    '{ provide: TIMING, useValue: { ...mailboxOf, clock: new Date() } }',
    '{ provide: MAIL, useExisting: Mailbox }',
  ])('may be given as in %s', (provider) => {
    expect(handMade(`${imports}export const providers = [${provider}];`)).toEqual([]);
  });
});
