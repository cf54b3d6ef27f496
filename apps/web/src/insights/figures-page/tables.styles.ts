import { css } from 'lit';

/** Tables, those whose cells are coloured and those with bars. */
export const tables = css`
  .scrolled {
    overflow: auto;
    max-block-size: 28rem;
    border-radius: 4px;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block-end: 8px;
    text-align: start;
    font-size: 16px;
    font-weight: 650;
  }
  th,
  td {
    padding: 7px 8px;
    border-block-end: 1px solid var(--_hair);
    text-align: end;
    font-weight: 450;
  }
  thead th {
    vertical-align: bottom;
    color: var(--_muted);
  }
  th:first-child,
  .words,
  .bars thead th:not(:last-child) {
    text-align: start;
  }
  tbody th {
    white-space: nowrap;
    font-weight: 550;
  }
  .bars tbody th {
    white-space: normal;
  }
  .bars thead th:last-child {
    text-align: start;
  }
  .bar {
    inline-size: 45%;
  }
  .bar > * {
    vertical-align: middle;
  }
  .bar svg {
    inline-size: calc(100% - 3.5em);
    block-size: 14px;
    fill: var(--_accent);
    float: inline-start;
    margin-block-start: 3px;
    print-color-adjust: exact;
  }

  .heat {
    table-layout: fixed;
  }
  .heat th,
  .heat td {
    padding: 7px 2px;
    border: 2px solid var(--_card);
    text-align: center;
  }
  .heat td {
    border-radius: 8px;
    print-color-adjust: exact;
  }
  .heat tbody th {
    padding-inline: 0 4px;
    text-align: end;
    color: var(--_muted);
    font-weight: 450;
  }
  .step-0 {
    color: var(--_muted);
  }
  .step-1 {
    background: color-mix(in srgb, var(--_accent) 8%, var(--_card));
  }
  .step-2 {
    background: color-mix(in srgb, var(--_accent) 17%, var(--_card));
  }
  .step-3 {
    background: color-mix(in srgb, var(--_accent) 26%, var(--_card));
  }
  .step-4 {
    background: color-mix(in srgb, var(--_accent) 35%, var(--_card));
  }
  .step-5 {
    background: color-mix(in srgb, var(--_accent) 44%, var(--_card));
  }

  .means {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 32px;
    margin-block-end: 16px;
  }
  .means dt {
    font-size: 14px;
    color: var(--_muted);
  }
  .means dd {
    font-size: 28px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .means dd span {
    font-size: 20px;
    color: var(--_accent);
  }
`;
