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
    'apps/orders/src/ordering/order/asks-notifier.ts',
    '../../../../notifier/src/index.ts',
  ),
  importing(
    'standalone-composes-modules',
    'apps/standalone/src/commands/digs.ts',
    '../../../orders/src/ordering/order/order.ts',
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
    'apps/orders/src/ordering/change-status/change-status.ts',
    '../place-order/place-order.handler.ts',
  ),
  importing(
    'use-cases-stay-apart',
    'apps/orders/src/ordering/order/knows-its-use.ts',
    '../place-order/place-order.handler.ts',
  ),
  importing(
    'order-knows-one-way',
    'apps/orders/src/ordering/order/model/reads.ts',
    '../reading/order-reader.ts',
  ),
  importing(
    'order-knows-one-way',
    'apps/orders/src/ordering/order/model/writes.ts',
    '../writing/order-writer.ts',
  ),
  importing('order-knows-one-way', 'apps/orders/src/ordering/order/model/digs.ts', '../order.ts'),
  importing(
    'order-knows-one-way',
    'apps/orders/src/ordering/order/reading/writes.ts',
    '../writing/order-writer.ts',
  ),
  importing(
    'order-knows-one-way',
    'apps/orders/src/ordering/order/writing/answers.ts',
    '../http/change-answer.decorator.ts',
  ),
  importing('areas-meet-at-their-index', 'apps/connector/src/feed/digs.ts', '../webhooks/webhook.ts'),
  importing(
    'pages-build-on-ui-and-account',
    'apps/web/src/customer/order-timeline/digs.ts',
    '../../board/order-card/card.ts',
  ),
  importing(
    'pages-build-on-ui-and-account',
    'apps/web/src/ui/controls/knows.ts',
    '../../account/session/end.ts',
  ),
  importing('service-root-is-bare', 'apps/orders/src/loose.ts', './ordering/order/order.ts'),
  importing('lib-by-its-index', 'tools/rush/digs.ts', '../../libs/contracts/src/schema.ts'),
  importing('lib-by-its-index', 'libs/service-kit/src/digs.ts', '../../contracts/src/schema.ts'),
  importing('lib-by-its-name', 'tools/rush/by-path.ts', '../../libs/contracts/src/index.ts'),
  importing('lib-by-its-name', 'libs/service-kit/src/by-path.ts', '../../contracts/src/index.ts'),
  importing('status-machine-imports-xstate-alone', 'libs/status-machine/src/reads.ts', 'node:fs'),
  importing('status-machine-imports-xstate-alone', 'libs/status-machine/src/speaks.ts', '#libs/service-kit'),
  importing('order-model-is-pure', 'libs/order-model/src/reads.ts', 'node:fs'),
  importing('order-model-is-pure', 'libs/order-model/src/speaks.ts', '#libs/service-kit'),
  importing('order-model-is-pure', 'libs/order-model/src/parses.ts', 'zod'),
  importing('order-model-takes-types-alone', 'libs/order-model/src/asks-rules.ts', '#libs/status-machine'),
  plant(
    'order-model-takes-types-alone',
    'libs/order-model/src/checks.ts',
    "import { orderSchema, type Order } from '#libs/contracts';\nexport const checked = (order: Order): Order => orderSchema.parse(order);\n",
  ),
  importing('estimate-is-pure', 'libs/estimate/src/reads.ts', 'node:fs'),
  importing('estimate-is-pure', 'libs/estimate/src/speaks.ts', '#libs/contracts'),
  importing('estimate-takes-types-alone', 'libs/estimate/src/asks-rules.ts', '#libs/status-machine'),
  importing('contracts-import-zod-alone', 'libs/contracts/src/reads.ts', 'node:fs'),
  importing('yaml-only-in-generators', 'libs/contracts/src/writes.ts', 'yaml'),
  plant(
    'kafkajs-only-in-messaging',
    'apps/orders/src/outbox/sends.ts',
    "import type { Kafka } from 'kafkajs';\nexport type Sender = Kafka;\n",
  ),
  importing('typeorm-only-where-data-is', 'apps/tracking-gateway/src/follow-order/stores.ts', 'typeorm'),
  importing('no-nest-outside-services', 'libs/tracker/src/injects.ts', '@nestjs/common'),
  importing('no-nest-outside-services', 'apps/web/src/injects.ts', '@nestjs/common'),
  importing('production-without-dev-dependencies', 'apps/notifier/src/templates/receives.ts', 'smtp-server'),
  importing('declared-packages-only', 'apps/notifier/src/templates/borrows.ts', 'by-chance'),
  importing('production-without-tests', 'apps/orders/src/ordering/order/borrows.ts', './order.spec.ts'),
  importing('production-without-tests', 'tools/rush/borrows.ts', '../../tests/support/world.ts'),
  importing('no-cycles', 'apps/orders/src/ordering/order/egg.ts', './hen.ts'),
  plant('no-orphans', 'apps/orders/src/ordering/order/forgotten.ts', 'export const forgotten = true;\n'),
  importing('imports-resolve', 'apps/orders/src/ordering/order/lost.ts', './nowhere.ts'),
  importing('names-say-what', 'apps/orders/src/ordering/order/utils.ts', './order.ts'),
  importing('names-say-what', 'apps/orders/src/ordering/order/order.types.ts', './order.ts'),
  importing('names-say-what', 'libs/service-kit/src/helpers/clock.ts', '#libs/contracts'),
];

const lawful = (file: string, ...imports: readonly string[]) =>
  [file, imports.map((from) => `import '${from}';\n`).join('')] as const;

/** What the boundaries allow, so that a rule that refuses too much shows too. */
export const lawfulFiles: Readonly<Record<string, string>> = Object.fromEntries([
  lawful('apps/orders/src/index.ts', './ordering/order/order.ts'),
  lawful('apps/orders/src/orders.module.ts', './ordering/index.ts'),
  lawful('apps/orders/src/ordering/index.ts', './ordering.module.ts'),
  lawful('apps/orders/src/ordering/ordering.module.ts', './place-order/place-order.handler.ts'),
  lawful('apps/orders/src/main.ts', './orders.module.ts'),
  lawful('apps/orders/src/ordering/order/order.ts', 'typeorm', '@nestjs/common', '#libs/contracts'),
  lawful(
    'apps/orders/src/ordering/order/order.spec.ts',
    './order.ts',
    'smtp-server',
    '../place-order/place-order.handler.ts',
  ),
  lawful('apps/orders/src/ordering/order/model/order-row.ts', '#libs/contracts'),
  lawful(
    'apps/orders/src/ordering/order/model/order-row.spec.ts',
    './order-row.ts',
    '../reading/order-reader.ts',
  ),
  lawful('apps/orders/src/ordering/order/reading/order-reader.ts', '../model/order-row.ts'),
  lawful(
    'apps/orders/src/ordering/order/writing/order-writer.ts',
    '../model/order-row.ts',
    '../reading/order-reader.ts',
  ),
  lawful(
    'apps/orders/src/ordering/order/http/change-answer.decorator.ts',
    '../model/order-row.ts',
    '../reading/order-reader.ts',
    '../writing/order-writer.ts',
  ),
  // The other half of the circle, which is reported once.
  lawful('apps/orders/src/ordering/order/hen.ts', './egg.ts'),
  lawful('apps/orders/src/ordering/place-order/place-order.handler.ts', '../order/order.ts'),
  lawful('apps/connector/src/feed/reads.ts', '../webhooks/index.ts'),
  lawful('apps/connector/src/webhooks/index.ts', './webhook.ts'),
  lawful('apps/connector/src/webhooks/webhook.ts', '#libs/contracts'),
  lawful('apps/notifier/src/index.ts', '#libs/contracts'),
  lawful(
    'apps/web/src/board/order-card/card.ts',
    '../../account/session/end.ts',
    '../../manage/views/view.ts',
  ),
  lawful('apps/web/src/manage/views/view.ts', '../../account/session/end.ts', '../../ui/controls/button.ts'),
  lawful('apps/web/src/account/session/end.ts', '../../ui/controls/button.ts'),
  lawful('apps/web/src/ui/controls/button.ts', '#libs/order-model'),
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
  lawful('libs/order-model/src/index.ts', './order.ts'),
  [
    'libs/order-model/src/order.ts',
    "import type { Order } from '#libs/contracts';\nimport type { Status } from '#libs/status-machine';\nexport type Kept = [Order, Status];\n",
  ],
  lawful('libs/order-model/src/order.spec.ts', './order.ts', '#libs/status-machine'),
  lawful('libs/estimate/src/index.ts', './stage.ts'),
  [
    'libs/estimate/src/stage.ts',
    "import type { Status } from '#libs/status-machine';\nexport type Begun = Status;\n",
  ],
  lawful('libs/tracker/src/index.ts', 'lit', '#libs/contracts', '#libs/order-model'),
  lawful('tests/support/world.ts', 'typeorm', '#libs/contracts'),
]);
