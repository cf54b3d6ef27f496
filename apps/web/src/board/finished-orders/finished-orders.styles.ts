import { css } from 'lit';

export const styles = css`
  .search {
    position: relative;
  }
  .search > .icon {
    position: absolute;
    inset-block-start: 14px;
    inset-inline-start: 12px;
    color: var(--_muted);
    pointer-events: none;
  }
  .search input {
    padding-inline-start: 40px;
    border-radius: 999px;
  }
  button.row {
    display: grid;
    grid-template-columns: minmax(3.5rem, auto) 1fr auto;
    align-items: center;
    gap: 16px;
    inline-size: 100%;
    min-block-size: 60px;
    padding: 8px 4px;
    border: 0;
    border-block-end: 1px solid var(--_hair);
    background: transparent;
    text-align: start;
    line-height: 1.4;
    cursor: pointer;
  }
  strong {
    font-size: 20px;
    font-weight: 700;
  }
  .what {
    overflow-wrap: anywhere;
  }
  .what span {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_ink);
    font-size: 14px;
    font-weight: 600;
  }
  time,
  .quiet {
    color: var(--_muted);
    font-size: 14px;
  }
`;
