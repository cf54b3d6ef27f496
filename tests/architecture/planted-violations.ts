/** One file that breaks exactly one boundary, and what it needs around it. */
export interface PlantedViolation {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
}

const plant = (rule: string, file: string, code: string): PlantedViolation => ({ rule, file, code });
const importing = (rule: string, file: string, from: string) => plant(rule, file, `import '${from}';\n`);

/** Every boundary broken once; twice where it is drawn in two places. */
export const plantedViolations: readonly PlantedViolation[] = [
  importing(
    'apps-never-import-apps',
    'apps/orders/src/order/asks-notifier.ts',
    '../../../notifier/src/index.ts',
  ),
  importing(
    'standalone-composes-modules',
    'apps/standalone/src/commands/digs.ts',
    '../../../orders/src/order/order.ts',
  ),
  importing(
    'nothing-imports-standalone',
    'tools/rush/starts-standalone.ts',
    '../../apps/standalone/src/main.ts',
  ),
  importing(
    'libs-never-import-apps',
    'libs/service-kit/src/asks-orders.ts',
    '../../../apps/orders/src/index.ts',
  ),
  importing(
    'use-cases-stay-apart',
    'apps/orders/src/change-status/change-status.ts',
    '../place-order/place-order.ts',
  ),
  importing(
    'use-cases-stay-apart',
    'apps/orders/src/order/knows-its-use.ts',
    '../place-order/place-order.ts',
  ),
  importing('service-root-is-bare', 'apps/orders/src/loose.ts', './order/order.ts'),
  importing('lib-by-its-index', 'tools/rush/digs.ts', '../../libs/contracts/src/schema.ts'),
  importing('lib-by-its-index', 'libs/service-kit/src/digs.ts', '../../contracts/src/schema.ts'),
  importing('lib-by-its-name', 'tools/rush/by-path.ts', '../../libs/contracts/src/index.ts'),
  importing('lib-by-its-name', 'libs/service-kit/src/by-path.ts', '../../contracts/src/index.ts'),
  importing('status-machine-imports-xstate-alone', 'libs/status-machine/src/reads.ts', 'node:fs'),
  importing('status-machine-imports-xstate-alone', 'libs/status-machine/src/speaks.ts', '#libs/service-kit'),
  importing('contracts-import-zod-alone', 'libs/contracts/src/reads.ts', 'node:fs'),
  importing('yaml-only-in-generators', 'libs/contracts/src/writes.ts', 'yaml'),
  plant(
    'kafkajs-only-in-messaging',
    'apps/orders/src/outbox/sends.ts',
    "import type { Kafka } from 'kafkajs';\nexport type Sender = Kafka;\n",
  ),
  importing('typeorm-only-where-data-is', 'apps/tracking-gateway/src/order-room/stores.ts', 'typeorm'),
  importing('no-nest-outside-services', 'libs/tracker/src/injects.ts', '@nestjs/common'),
  importing('no-nest-outside-services', 'apps/web/src/injects.ts', '@nestjs/common'),
  importing('production-without-dev-dependencies', 'apps/notifier/src/message/receives.ts', 'smtp-server'),
  importing('declared-packages-only', 'apps/notifier/src/message/borrows.ts', 'by-chance'),
  importing('production-without-tests', 'apps/orders/src/order/borrows.ts', './order.spec.ts'),
  importing('production-without-tests', 'tools/rush/borrows.ts', '../../tests/support/world.ts'),
  importing('no-cycles', 'apps/orders/src/order/egg.ts', './hen.ts'),
  plant('no-orphans', 'apps/orders/src/order/forgotten.ts', 'export const forgotten = true;\n'),
  importing('imports-resolve', 'apps/orders/src/order/lost.ts', './nowhere.ts'),
  importing('names-say-what', 'apps/orders/src/order/utils.ts', './order.ts'),
  importing('names-say-what', 'apps/orders/src/order/order.types.ts', './order.ts'),
  importing('names-say-what', 'libs/service-kit/src/helpers/clock.ts', '#libs/contracts'),
];

const lawful = (file: string, ...imports: readonly string[]) =>
  [file, imports.map((from) => `import '${from}';\n`).join('')] as const;

/** What the boundaries allow, so that a rule that refuses too much shows too. */
export const lawfulFiles: Readonly<Record<string, string>> = Object.fromEntries([
  lawful('apps/orders/src/index.ts', './order/order.ts'),
  lawful('apps/orders/src/orders.module.ts', './place-order/place-order.ts'),
  lawful('apps/orders/src/main.ts', './orders.module.ts'),
  lawful('apps/orders/src/order/order.ts', 'typeorm', '@nestjs/common', '#libs/contracts'),
  lawful('apps/orders/src/order/order.spec.ts', './order.ts', 'smtp-server', '../place-order/place-order.ts'),
  // The other half of the circle, which is reported once.
  lawful('apps/orders/src/order/hen.ts', './egg.ts'),
  lawful('apps/orders/src/place-order/place-order.ts', '../order/order.ts'),
  lawful('apps/notifier/src/index.ts', '#libs/contracts'),
  lawful('apps/tracking-gateway/src/index.ts', '#libs/messaging'),
  lawful(
    'apps/standalone/src/main.ts',
    '../../orders/src/index.ts',
    '../../notifier/src/index.ts',
    '../../tracking-gateway/src/index.ts',
  ),
  lawful('libs/contracts/src/index.ts', './schema.ts', './asyncapi.ts'),
  lawful('libs/contracts/src/schema.ts', 'zod', '#libs/status-machine'),
  lawful('libs/contracts/src/asyncapi.ts', 'yaml'),
  lawful('libs/messaging/src/index.ts', 'kafkajs', '#libs/contracts'),
  lawful('libs/service-kit/src/index.ts', '@nestjs/common'),
  lawful('libs/status-machine/src/index.ts', 'xstate'),
  lawful('libs/tracker/src/index.ts', 'lit', '#libs/contracts'),
  lawful('tests/support/world.ts', 'typeorm', '#libs/contracts'),
]);
