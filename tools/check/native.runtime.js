import { createRequire, registerHooks } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import JestRuntime from 'jest-runtime';

/** What Jest's circus keeps on the global object, beyond the spec that set it. */
const circusSymbols = [
  'EVENT_HANDLERS',
  'JEST_STATE_SYMBOL',
  'LOG_ERRORS_BEFORE_RETRY',
  'RETRY_IMMEDIATELY',
  'RETRY_TIMES',
  'TEST_TIMEOUT_SYMBOL',
  'WAIT_BEFORE_RETRY',
];
/** Packages that put the globals of a page in place, which each spec has to itself. */
const pagePackages = /[\\/]node_modules[\\/](lit|lit-element|lit-html|@lit|@lit-labs)[\\/]/;
const handedOver = Symbol.for('passline.handed-over');
const everySyntax = {
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
};

/** The spec at hand, of so many; how files of ours were compiled, for stacks. */
let current;
let count = 0;
const sourceMaps = new Map();

/**
 * Jest's runtime with Node's own modules: packages are loaded once by each worker, and the project's own
 * modules (with lit) anew for each spec, which so shares no state with any other. Jest's own runtime loads
 * Nest, TypeORM and zod anew for each spec too, which was two thirds of what its workers did.
 */
export default class NativeRuntime extends JestRuntime {
  /** What takes a module's place, by its URL. */
  mocks = new Map();

  constructor(...args) {
    super(...args);
    count += 1;
    current = this;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(`${pathToFileURL(path).href}?spec=${count}`);
  }

  /** Circus keeps what it knows of a spec in its module, so that each spec needs its own. */
  requireInternalModule(path) {
    // With a new one each time, since each keeps hold of all that it has loaded.
    const require = createRequire(import.meta.url);
    for (const each of Object.keys(require.cache))
      if (each.includes(`${sep}jest-circus${sep}`)) delete require.cache[each];
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (circusSymbols.includes(symbol.description)) delete globalThis[symbol];
    return require(path);
  }

  /** For `jest.unstable_mockModule`, whose factory has to answer at once. */
  setModuleMock(from, name, factory) {
    const { url } = registered.resolve(name, { parentURL: pathToFileURL(from).href }, nowhere);
    this.mocks.set(url, factory);
  }

  setMock(from, name) {
    throw new Error(
      `${name} cannot be mocked by jest.mock here: inject another, or jest.unstable_mockModule('#libs/…', …)`,
    );
  }

  getSourceMaps() {
    return sourceMaps;
  }

  get root() {
    return this._config.rootDir + sep;
  }

  get globals() {
    return this.jestGlobals.cjsGlobals(this._testPath);
  }

  /** Whether each spec has its own: no package, save for those of a page. */
  isLoadedAnew(path) {
    return path.includes(`${sep}node_modules${sep}`) ? pagePackages.test(path) : path.startsWith(this.root);
  }

  compiled(url) {
    const path = fileURLToPath(withoutQuery(url));
    const code = this.transformCache.transform(path, everySyntax);
    const map = super.getSourceMaps().get(path);
    if (map !== undefined) for (const name of [path, url]) sourceMaps.set(name, map);
    return code;
  }
}

const withoutQuery = (url) => url.replace(/\?.*$/, '');
const nowhere = (specifier) => {
  throw new Error(`${specifier} cannot be mocked: only modules of libs can, by "#libs/…"`);
};

/** A module with these exports, whatever they are. */
function moduleOf(exports) {
  if (typeof exports.then === 'function')
    throw new TypeError('The factory of a mocked module has to answer at once');
  globalThis[handedOver] = exports;
  const names = Object.keys(exports).join(', ');
  return {
    format: 'module',
    shortCircuit: true,
    source: `export const { ${names} } = globalThis[Symbol.for('passline.handed-over')];`,
  };
}

const registered = {
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return virtual(`jest-globals:${count}`);
    // The manifest beside the tracker is the published one, and cannot say where '#libs/*' is.
    const lib = /^#libs\/([^/]+)$/.exec(specifier)?.[1];
    const found =
      lib === undefined
        ? next(specifier, context)
        : virtual(pathToFileURL(`${current.root}libs/${lib}/src/index.ts`).href);
    const query = /\?spec=\d+$/.exec(context.parentURL ?? '')?.[0];
    if (query === undefined || !found.url.startsWith('file:')) return found;
    if (current.mocks.has(found.url)) return virtual(`jest-mock:${found.url}${query}`);
    return current.isLoadedAnew(fileURLToPath(found.url)) ? { ...found, url: found.url + query } : found;
  },
  load(url, context, next) {
    if (url.startsWith('jest-globals:')) return moduleOf(current.globals);
    if (url.startsWith('jest-mock:'))
      return moduleOf(current.mocks.get(withoutQuery(url.slice('jest-mock:'.length)))());
    return withoutQuery(url).endsWith('.ts')
      ? { format: 'module', shortCircuit: true, source: current.compiled(url) }
      : next(url, context);
  },
};
const virtual = (url) => ({ url, format: 'module', shortCircuit: true });
registerHooks(registered);
