import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    place-items: center;
    min-block-size: 100dvh;
    padding: 20px;
    background: var(--_page);
    line-height: 1.5;
  }
  form {
    inline-size: 100%;
    max-inline-size: 24rem;
    display: grid;
    gap: 16px;
    padding: 28px;
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: var(--_shadow);
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
  h1 {
    font-size: 28px;
    font-weight: 680;
    letter-spacing: -0.015em;
    line-height: 1.2;
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
  button {
    min-block-size: 52px;
    border: 0;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
    cursor: pointer;
  }
  button:disabled {
    opacity: 0.6;
    cursor: progress;
  }
  button.quiet {
    background: transparent;
    color: inherit;
    border: 1px solid var(--_line);
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
