import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100dvh;
    background: var(--_page);
    line-height: 1.4;
  }
  :host([hidden]) {
    display: none;
  }
  .top,
  undo-strip {
    flex: none;
  }
  main {
    position: relative;
    flex: 1;
    min-block-size: 0;
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(min(14.5rem, 84vw), 1fr);
    gap: 8px;
    padding-inline: 16px;
    overflow-x: auto;
    overflow-y: hidden;
    scroll-snap-type: x proximity;
    scroll-padding-inline: 16px;
    overscroll-behavior-x: contain;
  }
  /* Folded, it takes no column's width. */
  main:has(> later-strip) {
    grid-template-columns: auto;
  }
  .fold {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    margin-inline-start: auto;
    border: 0;
    border-radius: 999px;
    background: transparent;
    color: inherit;
    cursor: pointer;
  }
  main:focus {
    outline: none;
  }
  later-strip,
  board-column {
    scroll-snap-align: start;
  }
`;
