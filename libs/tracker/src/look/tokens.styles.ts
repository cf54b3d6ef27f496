import { css } from 'lit';

/**
 * Colours, shape and type of every Passline element. A page changes them by setting the `--passline-*` properties around it;
 * each pair of text and ground passes WCAG AA.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --_page: var(--passline-page, #fffdfa);
    --_card: var(--passline-card, #ffffff);
    --_text: var(--passline-text, #1c1917);
    --_muted: var(--passline-muted, #57534e);
    --_line: var(--passline-line, #78716c);
    --_hair: var(--passline-hair, #e7e2dc);
    --_accent: var(--passline-accent, #c2410c);
    --_on-accent: var(--passline-on-accent, #ffffff);
    --_blue: var(--passline-blue, #1d4ed8);
    --_blue-ground: var(--passline-blue-ground, #eff6ff);
    --_amber: var(--passline-amber, #92400e);
    --_amber-ground: var(--passline-amber-ground, #fffbeb);
    --_green: var(--passline-green, #166534);
    --_green-ground: var(--passline-green-ground, #f0fdf4);
    --_purple: var(--passline-purple, #6b21a8);
    --_purple-ground: var(--passline-purple-ground, #faf5ff);
    --_red: var(--passline-red, #991b1b);
    --_red-ground: var(--passline-red-ground, #fef2f2);
    --_gray: var(--passline-gray, #44403c);
    --_gray-ground: var(--passline-gray-ground, #f5f5f4);
    --_radius: var(--passline-radius, 12px);
    --_shadow: var(--passline-shadow, 0 1px 2px rgb(28 25 23 / 6%), 0 6px 20px rgb(28 25 23 / 7%));
    --_font: var(--passline-font, 'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif);
    font-family: var(--_font);
    color: var(--_text);
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --_page: var(--passline-page, #14110f);
      --_card: var(--passline-card, #1d1916);
      --_text: var(--passline-text, #f5f1ec);
      --_muted: var(--passline-muted, #a8a29e);
      --_line: var(--passline-line, #78716c);
      --_hair: var(--passline-hair, #332d28);
      --_accent: var(--passline-accent, #fb923c);
      --_on-accent: var(--passline-on-accent, #14110f);
      --_blue: var(--passline-blue, #93c5fd);
      --_blue-ground: var(--passline-blue-ground, #172554);
      --_amber: var(--passline-amber, #fcd34d);
      --_amber-ground: var(--passline-amber-ground, #451a03);
      --_green: var(--passline-green, #86efac);
      --_green-ground: var(--passline-green-ground, #052e16);
      --_purple: var(--passline-purple, #d8b4fe);
      --_purple-ground: var(--passline-purple-ground, #3b0764);
      --_red: var(--passline-red, #fca5a5);
      --_red-ground: var(--passline-red-ground, #450a0a);
      --_gray: var(--passline-gray, #d6d3d1);
      --_gray-ground: var(--passline-gray-ground, #292524);
      --_shadow: var(--passline-shadow, 0 1px 2px rgb(0 0 0 / 40%));
    }
  }

  .blue { --_ink: var(--_blue); --_ground: var(--_blue-ground); }
  .amber { --_ink: var(--_amber); --_ground: var(--_amber-ground); }
  .green { --_ink: var(--_green); --_ground: var(--_green-ground); }
  .purple { --_ink: var(--_purple); --_ground: var(--_purple-ground); }
  .red { --_ink: var(--_red); --_ground: var(--_red-ground); }
  .gray { --_ink: var(--_gray); --_ground: var(--_gray-ground); }
`;

/** What every element's shadow tree begins with. */
export const foundation = css`
  :host, *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ol, ul, dl, dd, figure { margin: 0; padding: 0; }
  ol, ul { list-style: none; }
  button, input { font: inherit; color: inherit; }
  :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
  .icon { inline-size: 1.25em; block-size: 1.25em; flex: none; }
  .number, time { font-variant-numeric: tabular-nums; }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { transition: none !important; animation: none !important; }
  }
`;
