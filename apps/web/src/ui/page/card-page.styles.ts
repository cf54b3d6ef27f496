import { css } from 'lit';

/** A page that is one card in the middle: it says one thing, and asks for at most one. */
export const styles = css`
  :host {
    display: grid;
    place-items: center;
    min-block-size: 100dvh;
    padding: 20px;
    background: var(--_page);
    line-height: 1.5;
  }
  main {
    inline-size: 100%;
    max-inline-size: 26rem;
    display: grid;
    gap: 16px;
    padding: 28px;
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: var(--_shadow);
  }
  form,
  .said {
    display: grid;
    gap: 16px;
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 18px;
  }
  .mark.green {
    background: var(--_ground);
    color: var(--_ink);
  }
  h1 {
    font-size: 28px;
    font-weight: 680;
    letter-spacing: -0.015em;
    line-height: 1.2;
    text-wrap: balance;
  }
  h1:focus {
    outline: none;
  }
  .lead {
    color: var(--_muted);
    text-wrap: pretty;
  }
  label {
    display: grid;
    gap: 6px;
    font-size: 14px;
    font-weight: 550;
  }
  input {
    min-block-size: 48px;
    inline-size: 100%;
    padding-inline: 14px;
    font-size: 16px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_page);
    color: var(--_text);
  }
  .rule {
    font-size: 14px;
    color: var(--_muted);
    text-wrap: pretty;
  }
  button {
    min-block-size: 52px;
    border: 0;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
    cursor: pointer;
  }
  .onward {
    display: grid;
    place-items: center;
    min-block-size: 52px;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
    text-decoration: none;
  }
  button:disabled {
    opacity: 0.6;
    cursor: progress;
  }
  .refusal {
    display: flex;
    gap: 10px;
    padding: 10px 14px;
    border-radius: 8px;
    background: var(--_ground);
    color: var(--_ink);
  }
`;
