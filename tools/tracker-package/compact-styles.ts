import type { Plugin } from 'vite';

const template = /css`([^`]*)`/g;

/** What stands between two rules for the eye alone. */
const compact = (css: string): string =>
  css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replaceAll(';}', '}');

/** Takes comments and indentation out of the styles, where minifiers see nothing but a text. */
export const compactStyles = (): Plugin => ({
  name: 'compact-styles',
  enforce: 'pre',
  transform: {
    filter: { id: /\.styles\.ts$/ },
    handler: (code) => ({
      code: code.replace(template, (_whole, css: string) => `css\`${compact(css)}\``),
      map: null,
    }),
  },
});
