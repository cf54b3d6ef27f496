/**
 * The boundaries of the repository. A rule's `comment` is the sentence its offender reads:
 * what is wrong, and what to do instead.
 */

const { globSync } = require('node:fs');

/** Apps whose areas meet at their index alone. */
const appsInAreas = ['orders', 'tracking-gateway', 'notifier', 'connector', 'insights'];

/** A folder that answers a request or an event is a use case, and private to its area's module. */
const useCases = [
  ...new Set(
    globSync('apps/*/src/*/*/*.{controller,handler,gateway,consumer}.ts', {
      exclude: (file) => String(file).startsWith('apps/web'),
    }).map((file) => file.split(/[\\/]/).slice(0, -1).join('/')),
  ),
];

const service = 'orders|tracking-gateway|notifier|insights|standalone';
const testFile = '\\.(spec|contract)\\.ts$';
const anyLibsIndex = '^libs/[^/]+/src/index\\.ts$';
const vagueName = 'utils?|commons?|shared|helpers?|types|misc';

const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const betweenApps = [
  error(
    'apps-never-import-apps',
    'An app imports another app: apps speak through events and HTTP, so put the wire format into libs/contracts and send it.',
    { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
    { path: '^apps/', pathNot: ['^apps/$1/', '^apps/standalone/'] },
  ),
  error(
    'standalone-composes-modules',
    "Standalone reaches into another app: it puts the services' modules together and nothing else, so import the app's src/index.ts.",
    { path: '^apps/standalone/' },
    {
      path: '^apps/',
      pathNot: ['^apps/standalone/', '^apps/(orders|tracking-gateway|notifier|insights)/src/index\\.ts$'],
    },
  ),
  error(
    'nothing-imports-standalone',
    'Standalone is imported: it is the outermost shell, so start it as a process, or move what you need into the app or lib that owns it.',
    { path: '^(apps/(?!standalone/)|tests/|tools/)' },
    { path: '^apps/standalone/' },
  ),
  error(
    'libs-never-import-apps',
    'A lib imports an app: libs know nothing of who uses them, so pass the thing in, or move it into the lib.',
    { path: '^libs/' },
    { path: '^apps/' },
  ),
];

const insideAService = [
  error(
    'areas-meet-at-their-index',
    "A file inside an area is imported from outside: areas of an app meet only through what an area's index.ts exports, so import that, and export there what is missing.",
    { path: `^apps/(${appsInAreas.join('|')})/src/([^/]+)/`, pathNot: testFile },
    { path: '^apps/$1/src/[^/]+/', pathNot: ['^apps/$1/src/$2/', '^apps/$1/src/[^/]+/index\\.ts$'] },
  ),
  error(
    'use-cases-stay-apart',
    'A folder imports a sibling use case (one with a controller, handler, gateway or consumer): what two use cases need belongs into a noun folder of their area.',
    { path: '^apps/([^/]+)/src/([^/]+/[^/]+)/', pathNot: testFile },
    { path: `^(${useCases.join('|')})/`, pathNot: '^apps/$1/src/$2/' },
  ),
  error(
    'service-root-is-bare',
    "A file lies loose in a service's src: only main, index, the module, the config and what puts the areas' tables together live there, so put it into the folder of its use case or of its noun.",
    {
      orphan: false,
      path: `^apps/(${service})/src/[^/]+$`,
      pathNot: '/src/[a-z-]*\\.?(main|index|module|config|entities|database)(\\.spec)?\\.ts$',
    },
    {},
  ),
];

/** What each part of an order's folder may import of it, beside itself. */
const partsOfAnOrder = {
  model: [],
  reading: ['model'],
  writing: ['model', 'reading'],
  http: ['model', 'reading', 'writing'],
};
const theOrder = 'apps/orders/src/ordering/order';

const insideAnOrder = Object.entries(partsOfAnOrder).map(([part, known]) =>
  error(
    'order-knows-one-way',
    "A part of the order's folder imports one that builds on it: model knows no other, reading knows model, writing knows both, and http knows all three, so pass the thing in, or move it down to where both know it.",
    { path: `^${theOrder}/${part}/`, pathNot: testFile },
    { path: `^${theOrder}/`, pathNot: `^${theOrder}/(${[part, ...known].join('|')})/` },
  ),
);

/** What each area of the pages may import, beside itself. */
const pagesBuildOn = {
  ui: [],
  account: ['ui'],
  customer: ['account', 'ui'],
  manage: ['account', 'ui'],
  board: ['account', 'manage', 'ui'],
};

const insideThePages = Object.entries(pagesBuildOn).map(([area, known]) =>
  error(
    'pages-build-on-ui-and-account',
    "An area of the pages imports one that it does not build on: ui knows no other, account knows ui, customer and manage know those two, and board knows manage as well, so move what two of them need into ui or account, or let the page put the two together by their elements' names.",
    { path: `^apps/web/src/${area}/`, pathNot: testFile },
    { path: '^apps/web/src/', pathNot: `^apps/web/src/(${[area, ...known].join('|')})/` },
  ),
);

const byItsIndex = [
  'lib-by-its-index',
  "A file inside a lib is imported from outside: only the lib's src/index.ts is public, so import '#libs/<lib>' and export there what is missing.",
];
const byItsName = [
  'lib-by-its-name',
  "A lib is imported by a path: write '#libs/<lib>', which finds the source in development and the build in production.",
];
const byPath = { dependencyTypesNot: ['aliased'], path: anyLibsIndex };

const aroundLibs = [
  error(...byItsIndex, { path: '^(apps|tests|tools)/' }, { path: '^libs/', pathNot: anyLibsIndex }),
  error(...byItsIndex, { path: '^libs/([^/]+)/' }, { path: '^libs/', pathNot: [anyLibsIndex, '^libs/$1/'] }),
  error(...byItsName, { path: '^(apps|tests|tools)/' }, byPath),
  error(...byItsName, { path: '^libs/([^/]+)/' }, { ...byPath, pathNot: '^libs/$1/' }),
  error(
    'status-machine-imports-xstate-alone',
    'The status machine imports something besides XState: the rules are pure, without clock, I/O, framework or other lib, so pass what it needs as input.',
    { path: '^libs/status-machine/', pathNot: testFile },
    { pathNot: ['^libs/status-machine/', '^node_modules/xstate/'] },
  ),
  error(
    'order-model-is-pure',
    'The order model imports something: it is part of every page that shows an order, so take types alone from contracts and status machine, and pass in what it needs of clock, rules or network.',
    { path: '^libs/order-model/', pathNot: testFile },
    { pathNot: '^libs/(order-model|contracts|status-machine)/' },
  ),
  error(
    'order-model-takes-types-alone',
    'The order model imports contracts or the status machine at run time, and zod or XState with them: write `import type`, and hold what has to be written out against them in a spec.',
    { path: '^libs/order-model/', pathNot: testFile },
    { path: '^libs/(contracts|status-machine)/', dependencyTypesNot: ['type-only'] },
  ),
  error(
    'estimate-is-pure',
    'The estimate imports something: its windows are worked out of what is passed in, the same in orders, insights and a replay, so take types alone from the status machine, and pass in clock, tables and network.',
    { path: '^libs/estimate/', pathNot: testFile },
    { pathNot: '^libs/(estimate|status-machine)/' },
  ),
  error(
    'estimate-takes-types-alone',
    'The estimate imports the status machine at run time, and XState with it: write `import type`, and hold what has to be written out against it in a spec.',
    { path: '^libs/estimate/', pathNot: testFile },
    { path: '^libs/status-machine/', dependencyTypesNot: ['type-only'] },
  ),
  error(
    'contracts-import-zod-alone',
    'The contracts import something besides zod, money and the status machine (yaml in the OpenAPI and AsyncAPI generators): wire formats are plain schemas, so keep behaviour in the lib or app that has it.',
    { path: '^libs/contracts/', pathNot: testFile },
    { pathNot: ['^libs/(contracts|money|status-machine)/', '^node_modules/(zod|yaml)/'] },
  ),
  error(
    'yaml-only-in-generators',
    'The contracts import yaml outside the OpenAPI and AsyncAPI generators: schemas need no YAML, so write the document in a file named after openapi or asyncapi.',
    { path: '^libs/contracts/', pathNot: [testFile, '(openapi|asyncapi)'] },
    { path: '^node_modules/yaml/' },
  ),
];

const aroundPackages = [
  error(
    'kafkajs-only-in-messaging',
    'kafkajs is imported outside libs/messaging: its traps are handled there once, so publish and subscribe through the EventLog of #libs/messaging.',
    // A bare producer is what the relay is measured against.
    { pathNot: '^(libs/messaging|tools/bench/bare)/' },
    { path: '^node_modules/kafkajs/' },
  ),
  error(
    'typeorm-only-where-data-is',
    'TypeORM is imported where no data is owned: only orders, notifier and insights have tables (standalone migrates them, libs/postgres leads to them), so ask their API, or read their events.',
    { pathNot: '^(apps/(orders|notifier|insights|standalone)|libs/postgres|tests)/' },
    { path: '^node_modules/(typeorm|@nestjs/typeorm)/' },
  ),
  error(
    'no-nest-outside-services',
    'Nest is imported where the code must run without it (status-machine, order-model, estimate, contracts, tracker, web): keep it plain TypeScript and wire it up in a service.',
    { path: '^(libs/(status-machine|order-model|estimate|contracts|money|tracker)|apps/web)/' },
    { path: '^node_modules/@nestjs/' },
  ),
  error(
    'production-without-dev-dependencies',
    'Production code imports a development dependency, which is missing where the service runs: move the package to dependencies, or the code to a spec.',
    // What runs in the browser is bundled beforehand, and the bundle carries its packages with it.
    { path: '^(apps|libs)/', pathNot: [testFile, '\\.config\\.ts$', '^apps/web/', '^libs/tracker/'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
  ),
  error(
    'declared-packages-only',
    'A package is imported that package.json does not name: it is here by chance, through another package, so declare it with an exact version.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
];

const everywhere = [
  error(
    'production-without-tests',
    'Production code imports a spec or the tests: what both need belongs to production code, so move it there and let the test import it.',
    { path: '^(apps|libs|tools)/', pathNot: testFile },
    { path: `(${testFile}|^tests/)` },
  ),
  error(
    'no-cycles',
    'These files import each other in a circle, so that neither can be read or tested alone: move what they share into a third one that both import.',
    {},
    { circular: true },
  ),
  error(
    'no-orphans',
    'Nothing imports this file and it imports nothing: use it or delete it.',
    {
      orphan: true,
      pathNot: [
        '(^|/)(index|main)\\.ts$',
        testFile,
        '\\.(config|migration|reporter)\\.[cm]?[jt]s$',
        '\\.d\\.ts$',
      ],
    },
    {},
  ),
  error(
    'imports-resolve',
    'This import leads nowhere: correct the path (relative ones end in .ts), or install the package.',
    {},
    // Vite alone resolves what carries a query, such as `?url`.
    { couldNotResolve: true, pathNot: '\\?' },
  ),
  error(
    'names-say-what',
    'A file or folder is called utils, common, shared, helpers, types or misc, which says nothing of what is inside: name it after the thing it holds.',
    { orphan: false, path: [`/(${vagueName})/`, `[/.](${vagueName})\\.[^/]+$`], pathNot: 'node_modules/' },
    {},
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...betweenApps,
    ...insideAService,
    ...insideAnOrder,
    ...insideThePages,
    ...aroundLibs,
    ...aroundPackages,
    ...everywhere,
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    // The examples stand outside: they import the tracker as whoever installs it does.
    exclude: { path: '(^|/)(dist|coverage|examples)/' },
    tsPreCompilationDeps: true,
    // The tracker has a manifest of its own, in which '#libs/*' cannot stand: this tsconfig says where they
    // are.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.boundaries.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['passline-source', 'types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
