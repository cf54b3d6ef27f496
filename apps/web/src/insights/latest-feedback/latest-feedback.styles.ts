import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    gap: 12px;
    align-content: start;
  }
  h3 {
    font-size: 16px;
    font-weight: 650;
  }
  ol {
    display: grid;
  }
  li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 12px;
    align-items: center;
    padding-block: 8px;
    border-block-start: 1px solid var(--_hair);
    break-inside: avoid;
  }
  .stars {
    color: var(--_accent);
    letter-spacing: 2px;
  }
  .stars i {
    color: var(--_hair);
  }
  .when {
    grid-column: 1;
    font-size: 14px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .chip {
    grid-area: 1 / 2 / span 2;
    font-size: 14px;
  }
  .comment {
    grid-column: 1 / -1;
    padding-block-start: 4px;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .button {
    justify-self: start;
  }
  @media print {
    :host {
      gap: 2px;
    }
    li {
      grid-template-columns: auto 1fr;
      padding-block: 3px;
    }
    .stars,
    .when {
      grid-column: auto;
      font-size: 12px;
      letter-spacing: 0;
    }
    .chip,
    .button {
      display: none;
    }
  }
`;
