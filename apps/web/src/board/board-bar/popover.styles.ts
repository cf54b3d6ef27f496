import { css } from 'lit';

/** What opens below the bar, with its choices. */
export const popover = css`
  .menu {
    position: fixed;
    inset: 60px 16px auto auto;
    margin: 0;
    padding: 8px;
    min-inline-size: 15rem;
    border: 1px solid var(--_hair);
    border-radius: 16px;
    background: var(--_card);
    color: var(--_text);
    box-shadow: 0 12px 40px rgb(0 0 0 / 22%);
  }
  /* Where the browser can, at the button that opens it. */
  @supports (position-area: block-end span-inline-start) {
    @media (min-width: 40rem) {
      .menu {
        inset: auto;
        position-area: block-end span-inline-start;
        position-try-fallbacks: flip-inline;
        margin-block-start: 6px;
      }
    }
  }
  .menu :is(button, a) {
    display: flex;
    align-items: center;
    gap: 14px;
    inline-size: 100%;
    min-block-size: 52px;
    padding-inline: 14px;
    border: 0;
    border-radius: 10px;
    background: transparent;
    color: inherit;
    font-weight: 550;
    text-decoration: none;
    cursor: pointer;
  }
  .menu :is(button, a):hover {
    background: var(--_gray-ground);
  }
`;
