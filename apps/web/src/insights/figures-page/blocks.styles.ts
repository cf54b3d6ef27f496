import { css } from 'lit';

/** Tiles, cards and the blocks that they stand in. */
export const blocks = css`
  .tiles,
  .pair {
    display: grid;
    gap: 16px;
  }
  .tiles {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
  }
  .pair {
    grid-template-columns: minmax(0, 1fr);
  }
  .tile,
  .card {
    min-inline-size: 0;
    padding: 16px;
    border: 1px solid var(--_hair);
    border-radius: var(--_radius);
    background: var(--_card);
    break-inside: avoid;
  }
  .tile {
    display: flex;
    flex-direction: column;
    gap: 2px;
  }
  .tile dt {
    font-size: 14px;
    font-weight: 550;
    color: var(--_muted);
  }
  .tile .value {
    font-size: 40px;
    font-weight: 680;
    line-height: 1.2;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  .tile .beside {
    font-size: 14px;
    color: var(--_muted);
  }
  .change {
    align-self: start;
    margin-block-start: auto;
    padding: 2px 10px;
    border-radius: 999px;
    background: var(--_ground);
    color: var(--_ink);
    font-size: 14px;
    font-weight: 550;
    font-variant-numeric: tabular-nums;
    translate: 0 4px;
  }

  .block {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .block > header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    break-after: avoid;
  }
  .block h2 {
    flex: 1;
  }
  .lead {
    flex-basis: 100%;
    color: var(--_muted);
  }
  .acts {
    display: flex;
    gap: 8px;
  }
  .acts .chip {
    font-size: 14px;
    padding-inline: 14px;
  }
  .quiet {
    color: var(--_muted);
  }

  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    margin-block-end: 4px;
  }
  figcaption p {
    font-size: 14px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin-block-end: 8px;
    font-size: 14px;
    color: var(--_muted);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .legend li::before {
    content: '';
    inline-size: 20px;
    border-block-start: 3px solid var(--_accent);
  }
  .legend .second::before {
    border-block-start: 2px dashed var(--_line);
  }
  .legend .aim::before {
    border-block-start: 2px dotted var(--_green);
  }
  /* As high as the chart will be: nothing moves when it is there. */
  line-chart {
    display: block;
    min-block-size: 230px;
  }
`;
