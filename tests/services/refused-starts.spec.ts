import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insightsServiceSettingsSchema } from '../../apps/insights/src/index.ts';
import { notifierServiceSettingsSchema } from '../../apps/notifier/src/index.ts';
import { ordersServiceSettingsSchema } from '../../apps/orders/src/index.ts';
import { trackingGatewayServiceSettingsSchema } from '../../apps/tracking-gateway/src/index.ts';
import { readSettings, SettingError } from '#libs/service-kit';
import { builtProgram } from '../../tools/bundle/built-program.ts';
import { freePort } from '../support/passline.ts';
import { createDatabase, startPostgres, type TestDatabase, type TestPostgres } from '../support/postgres.ts';
import type { ServiceName } from '../support/service-process.ts';
import { runProgramHere } from './command.ts';
import { repository } from './compose-file.ts';

type Settings = Readonly<Record<string, string>>;

const schemas = {
  orders: ordersServiceSettingsSchema,
  'tracking-gateway': trackingGatewayServiceSettingsSchema,
  notifier: notifierServiceSettingsSchema,
  insights: insightsServiceSettingsSchema,
} as const;
const names = Object.keys(schemas) as readonly ServiceName[];

/** With these each would start, were there what they name. */
const right: Settings = {
  SERVICE_CLIENT_ID: 'passline',
  SERVICE_CLIENT_SECRET: 'the secret that the tests share',
  KAFKA_BROKERS: '127.0.0.1:1',
  ORDERS_URL: 'http://127.0.0.1:1',
  DATABASE_URL: 'postgres://passline:passline@127.0.0.1:1/passline',
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'orders@example.test',
  TWILIO_ACCOUNT_SID: 'AC0',
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_FROM: '+15005550006',
};

/** What each setting must not be; '' is one that is missing. Any text will do for the rest. */
const wrong: Readonly<Record<string, readonly string[]>> = {
  PORT: ['http', '-1', '70000', '80.5'],
  LOG_LEVEL: ['loud'],
  TRUST_PROXY: ['proxy.example', '10.0.0.0/33', 'loopback, somewhere', '10.0.0.1/8/8'],
  SERVICE_CLIENT_ID: [''],
  SERVICE_CLIENT_SECRET: ['', 'short'],
  KAFKA_BROKERS: ['', 'kafka', 'kafka:99999', 'kafka:9092,', 'http://kafka:9092'],
  DATABASE_URL: ['', 'passline', 'mysql://127.0.0.1/passline'],
  DATABASE_ADMIN_URL: ['127.0.0.1:5432'],
  ORDERS_URL: ['', 'orders:3000'],
  PUBLIC_URL: ['track.example', 'ftp://track.example'],
  DEMO: ['perhaps'],
  RECALL_WINDOW_MS: ['soon', '-1', '1.5'],
  NOTIFY_HOLD_MS: ['soon', '-1', '999999999999'],
  TRUSTED_ORIGINS: ['order.example', 'https://order.example/'],
  RATE_LIMITS: ['some'],
  JWT_JWKS_URL: ['keys.example'],
  SMTP_URL: ['mail.example', 'http://mail.example'],
  MAIL_FROM: ['', 'nobody'],
  TWILIO_AUTH_TOKEN: [''],
  TWILIO_FROM: [''],
  TWILIO_API_URL: ['api.twilio.example'],
};
const anyText = [
  'HOST',
  'DEMO_PASSWORD',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
  'PASSLINE_DATA',
  'TWILIO_ACCOUNT_SID',
];

const settingsOf = (name: ServiceName): readonly string[] => Object.keys(schemas[name].shape);
const slips = names.flatMap((name) =>
  settingsOf(name).flatMap((setting) => (wrong[setting] ?? []).map((value) => ({ name, setting, value }))),
);

function refusalOf(name: ServiceName, settings: Settings): unknown {
  try {
    return readSettings<object>(schemas[name], settings);
  } catch (error) {
    return error;
  }
}

describe('the settings of a service', () => {
  it.each(names)('of %s are right as they are here, and for each it is known what is wrong', (name) => {
    expect(refusalOf(name, right)).not.toBeInstanceOf(Error);
    expect(settingsOf(name).filter((setting) => !(setting in wrong) && !anyText.includes(setting))).toEqual(
      [],
    );
  });

  it.each(slips)(
    'of $name: $setting is refused in one line that names it where it is "$value"',
    ({ name, setting, value }) => {
      const refusal = refusalOf(name, { ...right, [setting]: value });
      expect(refusal).toBeInstanceOf(SettingError);
      expect((refusal as SettingError).message).toMatch(new RegExp(`^${setting}: [^\\n]+$`));
    },
  );
});

describe('a start that cannot be', () => {
  let postgres: TestPostgres;
  let database: TestDatabase;

  beforeAll(async () => {
    postgres = await startPostgres();
    database = await createDatabase(postgres.adminUrl);
  }, 60_000);

  afterAll(() => postgres.stop());

  async function start(name: ServiceName, settings: Settings): Promise<unknown> {
    const { code, out, errors } = await runProgramHere(
      process.execPath,
      [builtProgram(join(repository, 'dist'), name)],
      { ...right, PORT: String(await freePort()), ...settings },
    );
    return { code, printed: out + errors };
  }
  const inOneLine = (what: RegExp): unknown => ({
    code: 1,
    printed: expect.stringMatching(new RegExp(`^${what.source}[^\\n]*\\n$`)),
  });
  const changed = (url: string, change: (url: URL) => void): string => {
    const copy = new URL(url);
    change(copy);
    return copy.toString();
  };

  it.each(names)('of %s ends with one line where a setting is missing', async (name) => {
    expect(await start(name, { SERVICE_CLIENT_SECRET: '' })).toEqual(
      inOneLine(/SERVICE_CLIENT_SECRET: is needed/),
    );
  });

  it.each(names)('of %s ends with one line where its port is taken', async (name) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { readonly port: number };
    expect(await start(name, { PORT: String(port) })).toEqual(
      inOneLine(new RegExp(`PORT: ${String(port)} is in use`)),
    );
    taken.close();
  });

  it('of a notifier without a provider ends with one line that says what would help', async () => {
    expect(
      await start('notifier', {
        SMTP_URL: '',
        MAIL_FROM: '',
        TWILIO_ACCOUNT_SID: '',
        TWILIO_AUTH_TOKEN: '',
        TWILIO_FROM: '',
      }),
    ).toEqual(inOneLine(/SMTP_URL: is needed with MAIL_FROM, or TWILIO_ACCOUNT_SID/));
  });

  describe.each(['orders', 'notifier', 'insights'] as const)('of %s ends with one line', (name) => {
    it('where its database cannot be reached', async () => {
      expect(await start(name, {})).toEqual(inOneLine(/DATABASE_URL: the database cannot be reached/));
    });

    it('where its password is wrong', async () => {
      expect(
        await start(name, {
          DATABASE_URL: changed(database.serviceUrl, (url) => {
            url.password = 'wrong';
          }),
        }),
      ).toEqual(inOneLine(/DATABASE_URL: password authentication failed/));
    });

    it("where the owner's database is not there", async () => {
      const settings = {
        DATABASE_URL: database.serviceUrl,
        DATABASE_ADMIN_URL: changed(database.adminUrl, (url) => {
          url.pathname = '/nowhere';
        }),
      };
      expect(await start(name, settings)).toEqual(
        inOneLine(/DATABASE_ADMIN_URL: database "nowhere" does not exist/),
      );
    });

    it('where it would serve as the owner', async () => {
      expect(await start(name, { DATABASE_URL: database.adminUrl })).toEqual(
        inOneLine(/DATABASE_URL: its role is a superuser/),
      );
    });

    it('where the schema is not there and nobody may make it', async () => {
      expect(await start(name, { DATABASE_URL: database.serviceUrl })).toEqual(
        inOneLine(/DATABASE_URL: the .*schema .*run "npm run migrate"/),
      );
    });
  });
});
