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
  .sum {
    display: flex;
    justify-content: space-between;
    gap: 10px;
    margin-block-start: 8px;
    padding-block-start: 10px;
    border-block-start: 1px solid var(--_hair);
    font-weight: 680;
  }
`;
