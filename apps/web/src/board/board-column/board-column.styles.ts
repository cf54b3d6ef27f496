import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    min-block-size: 0;
    min-inline-size: 0;
    line-height: 1.4;
  }
  section {
    position: relative;
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 52px;
    padding-inline: 4px;
  }
  h2 {
    font-size: 16px;
    font-weight: 650;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    min-inline-size: 28px;
    padding: 2px 8px;
    border-radius: 999px;
    background: var(--_gray-ground);
    color: var(--_gray);
    text-align: center;
    font-size: 14px;
    font-weight: 600;
  }
  .count:empty {
    display: none;
  }
  .all {
    min-block-size: 44px;
    min-inline-size: 44px;
    margin-inline-start: auto;
    padding-inline: 16px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: transparent;
    font-size: 14px;
    font-weight: 600;
    cursor: pointer;
  }
  .cards {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-block-size: 0;
    padding-block-end: 24px;
    overflow-y: auto;
    overscroll-behavior-y: contain;
    scrollbar-width: thin;
  }
  .empty {
    padding-inline: 4px;
    color: var(--_muted);
    font-size: 14px;
  }
`;
