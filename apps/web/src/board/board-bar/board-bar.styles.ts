import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    line-height: 1.4;
    border-block-end: 1px solid var(--_hair);
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: 12px;
    block-size: 64px;
    padding: 4px 20px;
  }
  .row ~ .row {
    block-size: 60px;
    padding-block: 0 8px;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .offline {
    background: var(--_red-ground);
    color: var(--_red);
  }
  .offline h1 {
    display: none;
  }
  h1 {
    font-size: 20px;
    font-weight: 680;
    letter-spacing: -0.01em;
  }

  .live,
  .away {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-end: auto;
    font-size: 14px;
    font-weight: 550;
    min-inline-size: 0;
  }
  .live {
    color: var(--_ink);
  }
  .dot {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: currentColor;
    flex: none;
  }
  .away > span {
    display: grid;
    min-inline-size: 0;
  }
  .away strong {
    font-size: 16px;
    font-weight: 680;
    line-height: 1.2;
  }
  small {
    font-size: 14px;
    font-weight: 500;
    line-height: 1.2;
  }
  .live small {
    color: var(--_muted);
  }

  .search {
    position: relative;
    flex: 0 1 11rem;
    min-inline-size: 6rem;
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
  .button {
    background: var(--_card);
    color: var(--_text);
  }
  .button.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .mute {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 10px 20px;
    background: var(--_ground);
    color: var(--_ink);
    font-weight: 600;
  }

  nav {
    display: flex;
    flex: none;
    padding: 3px;
    border-radius: 999px;
    background: var(--_gray-ground);
  }
  .tab {
    min-block-size: 44px;
    padding-inline: 20px;
    border: 0;
    border-radius: 999px;
    background: transparent;
    color: var(--_gray);
    font-weight: 600;
    cursor: pointer;
  }
  .tab[aria-current] {
    background: var(--_card);
    color: var(--_text);
    box-shadow: var(--_shadow);
    text-decoration: underline 3px var(--_accent);
    text-underline-offset: 6px;
  }
  .filters {
    display: flex;
    gap: 8px;
    flex: none;
    margin-inline-start: auto;
  }
  .filters select {
    inline-size: auto;
    min-block-size: 44px;
    border-radius: 999px;
    padding-block: 6px;
  }

  @media (max-width: 40rem) {
    .row {
      padding-inline: 12px;
      gap: 8px;
    }
    /* Not seen, and still said. */
    h1,
    .place span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .place {
      flex: none;
      inline-size: 48px;
      padding: 0;
    }
    .search {
      flex: 1 1 4rem;
      min-inline-size: 4rem;
    }
    .tab {
      padding-inline: 14px;
    }
    .away small {
      display: none;
    }
  }
  @media (max-width: 30rem) {
    .offline .search,
    .offline .place {
      display: none;
    }
    .live {
      inline-size: 10px;
      overflow: hidden;
      margin-inline-end: 0;
      white-space: nowrap;
    }
  }
`;
