import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { serviceWorker } from './service-worker/service-worker.plugin.ts';
import { keptPages } from './src/ui/offline-shell/kept-pages.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The pages are served under a strict content security policy: nothing inline, no `data:` addresses. */
export default defineConfig({
  root: here('.'),
  // Fonts for scripts that the pages do not speak are fetched where a name needs them.
  plugins: [
    serviceWorker({
      worker: here('service-worker/service-worker.ts'),
      pages: keptPages,
      without: /inter-(cyrillic|greek|vietnamese)/,
    }),
  ],
  resolve: { tsconfigPaths: true },
  build: {
    outDir: here('../../dist/apps/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Pages take limits alone of the contracts at run time: the schemas stay behind, and zod.
      treeshake: { moduleSideEffects: [{ test: /\/libs\/contracts\//, sideEffects: false }] },
      // Pages of our own have all languages at hand, which the tracker loads elsewhere.
      checks: { ineffectiveDynamicImport: false },
      input: [
        here('index.html'),
        here('t.html'),
        here('board.html'),
        here('insights.html'),
        here('account.html'),
        here('table.html'),
        here('orders.html'),
        here('not-found.html'),
      ],
    },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } },
  },
});
