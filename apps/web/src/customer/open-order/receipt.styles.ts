import { css } from 'lit';

export const receipt = css`
  .receipt li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 10px;
    padding-block: 6px;
  }
  .quantity {
    color: var(--_muted);
  }
  .item {
    overflow-wrap: anywhere;
  }
  .item small {
    display: block;
    font-size: 14px;
    color: var(--_muted);
  }
  .gone em {
    font-style: normal;
    font-weight: 650;
    color: var(--_red);
  }
  .gone s {
    color: var(--_muted);
  }
  .sum {
    display: flex;
    justify-content: space-between;
    gap: 10px;
    padding-block: 4px;
    overflow-wrap: anywhere;
  }
  .sum.total {
    margin-block-start: 8px;
    padding-block-start: 10px;
    border-block-start: 1px solid var(--_hair);
    font-weight: 680;
  }
  .paid {
    color: var(--_muted);
  }
  .paid.unpaid {
    font-weight: 650;
    color: var(--_text);
  }
  .wish {
    margin-block-start: 12px;
    padding-block-start: 10px;
    border-block-start: 1px solid var(--_hair);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .wish span {
    display: block;
    font-size: 14px;
    color: var(--_muted);
  }
`;
