import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .plot {
    border-radius: 8px;
    cursor: crosshair;
    touch-action: pan-y;
  }
  svg {
    display: block;
    inline-size: 100%;
    block-size: auto;
    font-family: var(--_font);
    print-color-adjust: exact;
  }
  .grid {
    stroke: var(--_hair);
  }
  .tick {
    fill: var(--_muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .band {
    fill: var(--_accent);
    opacity: 0.12;
  }
  .line {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .line.second {
    stroke: var(--_line);
    stroke-width: 1.75;
    stroke-dasharray: 5 4;
  }
  .many .line {
    stroke-width: 1.25;
    stroke-dasharray: none;
  }
  .dot {
    fill: var(--_accent);
  }
  .dot.second {
    fill: var(--_line);
    r: 2px;
  }
  .aim {
    stroke: var(--_green);
    stroke-width: 1.5;
    stroke-dasharray: 2 4;
  }
  .cursor {
    stroke: var(--_text);
  }
  .said {
    min-block-size: 1.45em;
    padding-inline: 4px;
    font-size: 14px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  /* Two lines: what stands below does not jump from day to day. */
  @media (max-width: 599px) {
    .said {
      min-block-size: 2.9em;
    }
  }
  @media print {
    .said {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .line,
    .aim,
    .cursor,
    .grid {
      stroke: CanvasText;
    }
    .tick,
    .dot {
      fill: CanvasText;
    }
  }
`;
