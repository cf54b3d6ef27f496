import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compactStyles } from '../../tools/tracker-package/compact-styles.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const entry = Object.fromEntries(
  ['client', 'element', 'words', 'react', 'vue'].map((name) => [name, here(`src/package/${name}.ts`)]),
);

/**
 * What `@passline/tracker` ships: modules for those who bundle, with Lit and Socket.IO left to them (`--mode
 * package`), and one file with everything in it for a plain page (`--mode script`).
 */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  publicDir: false,
  // Where '#libs/*' is: the manifest beside this file is the published one, and cannot say it.
  resolve: { tsconfigPaths: true },
  plugins: [compactStyles()],
  build:
    mode === 'script'
      ? {
          outDir: here('dist'),
          emptyOutDir: false,
          modulePreload: { polyfill: false },
          license: { fileName: 'LICENSES.md' },
          rolldownOptions: {
            input: here('src/package/script.ts'),
            preserveEntrySignatures: 'strict' as const,
            output: { entryFileNames: 'order-status-tracker.js', codeSplitting: false },
          },
        }
      : {
          outDir: here('dist'),
          emptyOutDir: true,
          sourcemap: true,
          lib: { entry, formats: ['es' as const] },
          rolldownOptions: {
            external: /^(lit|@lit\/react|socket\.io-client|react|vue)($|\/)/,
            output: { chunkFileNames: 'chunks/[name].js' },
          },
        },
}));
