import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-block-size: 100dvh;
    background: var(--_page);
    line-height: 1.5;
  }
  main {
    max-inline-size: 44rem;
    margin-inline: auto;
    padding: clamp(40px, 12vh, 120px) 20px 48px;
  }
  .mark {
    display: flex;
    align-items: center;
    gap: 12px;
    font-weight: 680;
  }
  .mark span {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  h1 {
    margin-block-start: 28px;
    font-size: clamp(28px, 7vw, 40px);
    line-height: 1.15;
    font-weight: 700;
    letter-spacing: -0.025em;
    text-wrap: balance;
  }
  .lead {
    margin-block-start: 16px;
    font-size: 20px;
    color: var(--_muted);
    text-wrap: pretty;
  }
  nav {
    display: grid;
    gap: 16px;
    margin-block-start: 40px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
  }
  nav a {
    display: block;
    padding: 20px;
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: var(--_shadow);
    color: inherit;
    text-decoration: none;
    border: 1px solid var(--_hair);
  }
  nav a:hover {
    border-color: var(--_accent);
  }
  nav a > .icon {
    color: var(--_accent);
    font-size: 20px;
  }
  nav strong {
    display: block;
    margin-block-start: 8px;
    font-size: 16px;
    font-weight: 650;
  }
  nav span {
    font-size: 14px;
    color: var(--_muted);
  }
  .hint {
    margin-block-start: 32px;
    font-size: 14px;
    color: var(--_muted);
    text-wrap: pretty;
  }
`;
