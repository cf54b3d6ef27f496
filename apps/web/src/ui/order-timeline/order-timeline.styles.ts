import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    line-height: 1.4;
  }
  li {
    display: grid;
    grid-template-columns: 4.2rem 28px 1fr;
    gap: 10px;
    padding-block: 10px;
  }
  li + li {
    border-block-start: 1px solid var(--_hair);
  }
  time {
    color: var(--_muted);
    font-size: 14px;
    padding-block-start: 2px;
    white-space: nowrap;
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: var(--_gray-ground);
    color: var(--_gray);
  }
  .mark .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  strong {
    font-weight: 600;
  }
  .who {
    color: var(--_muted);
    font-size: 14px;
  }
  .said {
    display: flex;
    gap: 8px;
    margin-block-start: 4px;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .inside {
    color: var(--_amber);
  }
  .undone strong {
    text-decoration: line-through;
    font-weight: 500;
  }
  .tag {
    display: inline-block;
    padding: 0 8px;
    border-radius: 999px;
    background: var(--_gray-ground);
    color: var(--_gray);
    font-size: 14px;
  }
`;
