import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The pages are served under a strict content security policy: nothing inline, no `data:` addresses. */
export default defineConfig({
  root: here('.'),
  resolve: { conditions: ['passline-source', ...defaultClientConditions] },
  build: {
    outDir: here('../../dist/apps/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [here('index.html'), here('t.html'), here('board.html'), here('account.html'), here('table.html')] },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } } },
});
