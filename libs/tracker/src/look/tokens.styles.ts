import { css } from 'lit';

/**
 * Colours, shape and type of every Passline element. A page changes them by setting the `--passline-*`
 * properties around it; each pair of text and ground passes WCAG AA. Light or dark is the page's
 * `color-scheme`, so that text never turns light on a page that stays light; a page without one is light.
 */
export const tokens = css`
  :host {
    --_page: var(--passline-page, light-dark(#fffdfa, #14110f));
    --_card: var(--passline-card, light-dark(#ffffff, #1d1916));
    --_text: var(--passline-text, light-dark(#1c1917, #f5f1ec));
    --_muted: var(--passline-muted, light-dark(#57534e, #a8a29e));
    --_line: var(--passline-line, #78716c);
    --_hair: var(--passline-hair, light-dark(#e7e2dc, #332d28));
    --_accent: var(--passline-accent, light-dark(#c2410c, #fb923c));
    --_on-accent: var(--passline-on-accent, light-dark(#ffffff, #14110f));
    --_blue: var(--passline-blue, light-dark(#1d4ed8, #93c5fd));
    --_blue-ground: var(--passline-blue-ground, light-dark(#eff6ff, #172554));
    --_amber: var(--passline-amber, light-dark(#92400e, #fcd34d));
    --_amber-ground: var(--passline-amber-ground, light-dark(#fffbeb, #451a03));
    --_green: var(--passline-green, light-dark(#166534, #86efac));
    --_green-ground: var(--passline-green-ground, light-dark(#f0fdf4, #052e16));
    --_purple: var(--passline-purple, light-dark(#6b21a8, #d8b4fe));
    --_purple-ground: var(--passline-purple-ground, light-dark(#faf5ff, #3b0764));
    --_red: var(--passline-red, light-dark(#991b1b, #fca5a5));
    --_red-ground: var(--passline-red-ground, light-dark(#fef2f2, #450a0a));
    --_gray: var(--passline-gray, light-dark(#44403c, #d6d3d1));
    --_gray-ground: var(--passline-gray-ground, light-dark(#f5f5f4, #292524));
    --_radius: var(--passline-radius, 12px);
    --_shadow: var(
      --passline-shadow,
      0 1px 2px light-dark(rgb(28 25 23 / 6%), rgb(0 0 0 / 40%)),
      0 6px 20px light-dark(rgb(28 25 23 / 7%), transparent)
    );
    --_font: var(--passline-font, 'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif);
    font-family: var(--_font);
    color: var(--_text);
  }

  .blue {
    --_ink: var(--_blue);
    --_ground: var(--_blue-ground);
  }
  .amber {
    --_ink: var(--_amber);
    --_ground: var(--_amber-ground);
  }
  .green {
    --_ink: var(--_green);
    --_ground: var(--_green-ground);
  }
  .purple {
    --_ink: var(--_purple);
    --_ground: var(--_purple-ground);
  }
  .red {
    --_ink: var(--_red);
    --_ground: var(--_red-ground);
  }
  .gray {
    --_ink: var(--_gray);
    --_ground: var(--_gray-ground);
  }
`;

/** What every element's shadow tree begins with. */
export const foundation = css`
  :host,
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  p {
    text-wrap: pretty;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
  }
  .number,
  time {
    font-variant-numeric: tabular-nums;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
    }
  }
`;
