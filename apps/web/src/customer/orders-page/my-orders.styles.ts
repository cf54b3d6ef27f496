import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-block-size: 100dvh;
    background: var(--_page);
    line-height: 1.5;
  }
  main {
    max-inline-size: 64rem;
    margin-inline: auto;
    padding: 16px max(16px, env(safe-area-inset-right)) 64px max(16px, env(safe-area-inset-left));
  }
  .bar {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px 12px;
  }
  .bar .live {
    justify-self: end;
  }
  h1 {
    font-size: 28px;
    font-weight: 680;
    letter-spacing: -0.015em;
    line-height: 1.2;
  }
  .who {
    font-size: 14px;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .live {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
    padding-inline: 10px;
    border-radius: 999px;
    border: 1px solid var(--_hair);
    font-size: 14px;
    font-weight: 550;
    white-space: nowrap;
    color: var(--_ink);
  }
  .dot {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    border: 2px solid var(--_ink);
  }
  .dot.connected {
    background: var(--_ink);
  }
  .dot.polling {
    background: linear-gradient(90deg, var(--_ink) 50%, transparent 50%);
  }
  .away {
    margin-block-start: 16px;
    align-items: center;
    flex-wrap: wrap;
  }
  .away span {
    flex: 1 1 14rem;
  }
  .away .button {
    min-block-size: 44px;
    border-color: currentcolor;
  }

  section {
    margin-block-start: 32px;
  }
  .over {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    margin-block-end: 12px;
    min-block-size: 48px;
  }
  h2 {
    font-size: 20px;
    font-weight: 680;
    letter-spacing: -0.01em;
  }
  .over .button {
    min-block-size: 44px;
    font-size: 14px;
    padding-inline: 16px;
  }
  .over .button[aria-pressed='true'] {
    background: var(--_text);
    color: var(--_page);
    border-color: var(--_text);
  }
  .hint {
    flex-basis: 100%;
    font-size: 14px;
    color: var(--_muted);
  }
  .open {
    display: grid;
    gap: 20px;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
    align-items: start;
  }

  .past {
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: var(--_shadow);
    border: 1px solid var(--_hair);
  }
  .past > li + li {
    border-block-start: 1px solid var(--_hair);
  }
  summary {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
    padding: 14px 16px;
    min-block-size: 44px;
    cursor: pointer;
    list-style: none;
    border-radius: var(--_radius);
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--_page);
  }
  .where {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: baseline;
    min-inline-size: 0;
  }
  .where strong {
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .where time,
  .what {
    font-size: 14px;
    color: var(--_muted);
  }
  .what {
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    align-self: center;
  }
  summary .total {
    display: flex;
    align-items: center;
    justify-content: end;
    gap: 6px;
    font-weight: 600;
  }
  summary .total .icon {
    color: var(--_muted);
    transition: rotate 200ms;
  }
  details[open] summary .total .icon {
    rotate: 180deg;
  }
  .end {
    display: inline-flex;
    align-items: center;
    justify-self: end;
    align-self: start;
    gap: 6px;
    padding: 2px 10px 2px 8px;
    border-radius: 999px;
    background: var(--_ground);
    color: var(--_ink);
    font-size: 14px;
    font-weight: 550;
  }
  .all {
    padding: 4px 16px 18px;
  }
  .order {
    font-size: 14px;
    color: var(--_muted);
    margin-block-end: 6px;
    overflow-wrap: anywhere;
  }
  .more {
    margin-block-start: 16px;
    display: grid;
    justify-items: center;
    gap: 12px;
  }
  .more .button {
    min-inline-size: 12rem;
  }

  .plain {
    max-inline-size: 26rem;
    margin: 14vh auto 0;
    text-align: center;
  }
  .plain .sign {
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    margin: 0 auto 20px;
    border-radius: 50%;
    background: var(--_gray-ground);
    color: var(--_gray);
    font-size: 24px;
  }
  .plain p {
    margin-block-start: 8px;
    color: var(--_muted);
    text-wrap: pretty;
  }
  .bones {
    display: grid;
    gap: 16px;
    margin-block-start: 32px;
  }
  .bone {
    block-size: 96px;
    border-radius: var(--_radius);
    background: var(--_hair);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .bone.high {
    block-size: 320px;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }

  .toast {
    position: fixed;
    z-index: 10;
    inset-inline: 16px;
    inset-block-end: max(16px, env(safe-area-inset-bottom));
    inline-size: fit-content;
    max-inline-size: min(28rem, 100vw - 32px);
    margin-inline: auto;
    padding: 14px 18px;
    border-radius: var(--_radius);
    background: var(--_text);
    color: var(--_page);
    font-weight: 550;
    overflow-wrap: anywhere;
    pointer-events: none;
    box-shadow: var(--_shadow);
    animation: rise 200ms ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @media (min-width: 48rem) {
    main {
      padding-block-start: 32px;
    }
    summary {
      grid-template-columns: minmax(0, 16rem) minmax(0, 1fr) 10rem 8rem;
      align-items: center;
      padding-inline: 20px;
      gap: 2px 20px;
    }
    .where {
      display: block;
    }
    .where time {
      display: block;
    }
    .what {
      order: 1;
    }
    .end {
      order: 2;
      align-self: center;
    }
    summary .total {
      order: 3;
    }
    .all {
      padding-inline: 20px;
      max-inline-size: 36rem;
    }
  }
`;
