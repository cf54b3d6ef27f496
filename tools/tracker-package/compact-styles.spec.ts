import { expect, it } from '@jest/globals';
import { compactStyles } from './compact-styles.ts';

/** @returns the code as the plugin makes it anew */
function compacted(code: string): unknown {
  const { transform } = compactStyles();
  if (typeof transform !== 'object') throw new TypeError('it has a filter');
  return Reflect.apply(transform.handler, undefined, [code, 'a.styles.ts', {}]);
}

it('takes out of styles what is there for the eye, and nothing that means something', () => {
  const code = `
    const look = css\`
      /* A comment: with a { brace }. */
      :host > .a,
      .b :focus-visible {
        inline-size: calc(100% - 2px);
        margin: 0 4px;
        content: '·';
      }
      @media (min-width: 60rem) and (prefers-reduced-motion: reduce) {
        .c::before { color: red; }
      }
    \`;`;
  expect(compacted(code)).toMatchObject({
    code: expect.stringContaining(
      "css` :host > .a,.b :focus-visible{inline-size:calc(100% - 2px);margin:0 4px;content:'·'}" +
        '@media (min-width:60rem) and (prefers-reduced-motion:reduce){.c::before{color:red}}`',
    ),
  });
});
