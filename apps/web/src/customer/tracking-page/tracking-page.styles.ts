import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-block-size: 100dvh;
    background: var(--_page);
    line-height: 1.5;
  }
  main {
    max-inline-size: 34rem;
    margin-inline: auto;
    padding: 20px max(20px, env(safe-area-inset-right)) 48px max(20px, env(safe-area-inset-left));
  }

  order-status-tracker {
    --passline-padding: 0;
  }

  .call {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    min-block-size: 52px;
    margin-block-start: 24px;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
    text-decoration: none;
  }
  button.call {
    inline-size: 100%;
    border: 0;
    cursor: pointer;
  }
  .call[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
  .call.quiet {
    background: transparent;
    color: inherit;
    border: 1px solid var(--_line);
  }
  .ordered {
    margin-block-start: 32px;
    padding: 20px;
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: var(--_shadow);
  }
  h2 {
    font-size: 16px;
    font-weight: 650;
    margin-block-end: 8px;
  }
  .paper {
    display: none;
  }
  .dated {
    color: var(--_muted);
  }
  .farewell {
    margin-block-start: 28px;
    text-align: center;
    color: var(--_muted);
  }

  order-feedback {
    margin-block-start: 28px;
  }

  .home {
    margin-block-start: 24px;
    font-size: 14px;
    color: var(--_muted);
    text-wrap: pretty;
  }
  .home .call {
    margin-block-start: 0;
    font-size: 16px;
    color: var(--_text);
  }
  div.home p {
    margin-block-start: 8px;
    text-align: center;
  }
  p.home {
    display: flex;
    gap: 10px;
    align-items: center;
  }

  .plain {
    max-inline-size: 26rem;
    margin: 16vh auto 0;
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
  h1 {
    font-size: 28px;
    line-height: 1.25;
    font-weight: 680;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .plain p {
    margin-block-start: 12px;
    color: var(--_muted);
    text-wrap: pretty;
  }
  .plain .still {
    min-block-size: 1.5em;
  }
  .languages {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 4px;
    margin-block-start: 24px;
  }
  .languages button {
    min-block-size: 44px;
    min-inline-size: 44px;
    padding-inline: 14px;
    border: 0;
    border-radius: 999px;
    background: transparent;
    color: var(--_muted);
    font-size: 14px;
    cursor: pointer;
  }
  .languages button[aria-pressed='true'] {
    color: var(--_text);
    font-weight: 650;
    text-decoration: underline;
    text-underline-offset: 4px;
  }
  footer {
    margin-block-start: 40px;
    text-align: center;
    font-size: 14px;
    color: var(--_muted);
  }

  @media print {
    order-status-tracker,
    .call,
    .home,
    .farewell,
    .languages,
    footer {
      display: none;
    }
    :host {
      color-scheme: light;
      color: #000000;
      background: #ffffff;
    }
    main.order {
      display: block;
      max-inline-size: 80mm;
      margin-inline: 0;
      padding: 0;
    }
    aside {
      position: static;
    }
    .ordered {
      margin: 0;
      padding: 0;
      box-shadow: none;
      background: none;
    }
    .paper {
      display: block;
      margin-block-end: 12px;
    }
    .paper [data-line]::before {
      content: attr(data-line);
    }
    .paper [data-line]:first-child {
      font-size: 20px;
      font-weight: 680;
    }
  }

  @media (min-width: 60rem) {
    main.order {
      max-inline-size: 60rem;
      display: grid;
      grid-template-columns: minmax(0, 1fr) 22rem;
      gap: 0 56px;
      align-items: start;
      padding-block-start: 56px;
    }
    aside {
      position: sticky;
      inset-block-start: 56px;
    }
    aside > :first-child {
      margin-block-start: 0;
    }
    footer,
    .languages {
      grid-column: 1 / -1;
    }
  }
`;
