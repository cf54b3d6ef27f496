import { createHash } from 'node:crypto';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';

export interface KeptPages {
  /** The worker's source. */
  readonly worker: string;
  /** The pages that start without a network: the path that each is served at, and its file. */
  readonly pages: Readonly<Record<string, string>>;
  /** Files that are not worth keeping. */
  readonly without: RegExp;
}

interface Part {
  readonly url: string;
  /** Null where the name says which version it is. */
  readonly revision: string | null;
}

type Bundle = Rolldown.OutputBundle;

/** Builds `sw.js` beside the pages, with a list of what each of them starts from. */
export function serviceWorker({ worker, pages, without }: KeptPages): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'passline:service-worker',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    async writeBundle(_options, bundle) {
      const shells = Object.fromEntries(
        Object.entries(pages).map(([path, file]) => [
          path,
          partsOf(path, file, bundle).filter(({ url }) => !without.test(url)),
        ]),
      );
      await build({
        configFile: false,
        publicDir: false,
        logLevel: config.logLevel ?? 'warn',
        define: { SHELLS: JSON.stringify(shells) },
        build: {
          outDir: config.build.outDir,
          emptyOutDir: false,
          rolldownOptions: { input: worker, output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      });
    },
  };
}

function partsOf(path: string, file: string, bundle: Bundle): readonly Part[] {
  const page = textOf(bundle[file]);
  if (page === '') throw new Error(`There is no page ${file} to keep for ${path}.`);
  const revision = createHash('sha256').update(page).digest('hex').slice(0, 16);
  return [
    { url: path, revision },
    ...[...namedIn(page, bundle)].sort().map((name) => ({ url: `/${name}`, revision: null })),
  ];
}

/**
 * Whatever is named in a page, in what is named in it, and so on: the names carry digests, so that none
 * stands anywhere by chance.
 */
function namedIn(text: string, bundle: Bundle, found = new Set<string>()): ReadonlySet<string> {
  for (const [name, output] of Object.entries(bundle)) {
    if (found.has(name) || name.endsWith('.html') || !text.includes(name.replace(/^.*\//, ''))) continue;
    found.add(name);
    namedIn(textOf(output), bundle, found);
  }
  return found;
}

function textOf(output: Bundle[string] | undefined): string {
  if (output === undefined) return '';
  if (output.type === 'chunk') return output.code;
  return typeof output.source === 'string' ? output.source : '';
}
