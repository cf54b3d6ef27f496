import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    line-height: 1.35;
  }
  footer {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 12px;
    min-block-size: 80px;
    padding: 8px 20px max(8px, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_hair);
    background: var(--_page);
    overflow: hidden;
  }
  .hint {
    margin-inline-end: auto;
    color: var(--_muted);
    font-size: 14px;
  }
  .offers {
    display: flex;
    gap: 12px;
    min-inline-size: 0;
  }
  .toast {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 6px 6px 6px 18px;
    border-radius: 16px;
    background: var(--_text);
    color: var(--_page);
    min-inline-size: 0;
  }
  .toast p {
    min-inline-size: 0;
  }
  .toast button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-block-size: 52px;
    padding-inline: 16px;
    border: 0;
    border-radius: 12px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 680;
    cursor: pointer;
  }
  .toast .number:last-child {
    min-inline-size: 1.4em;
    text-align: end;
  }

  .notice {
    display: flex;
    align-items: center;
    gap: 12px;
    flex: 1 1 20rem;
    min-inline-size: 0;
    padding: 6px 6px 6px 16px;
    border-radius: 16px;
    background: var(--_ground);
    color: var(--_ink);
    border: 1px solid var(--_ink);
  }
  .notice p {
    flex: 1;
    max-block-size: 4em;
    overflow: auto;
    font-size: 14px;
    font-weight: 550;
    overflow-wrap: anywhere;
  }
  .notice .button {
    min-block-size: 48px;
    border-color: currentColor;
  }
  .chosen {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-inline-end: auto;
  }
  .chosen strong {
    font-size: 20px;
  }

  @media (max-width: 60rem) {
    .toast:not(:last-child) {
      display: none;
    }
  }
  @media (max-width: 40rem) {
    footer {
      padding-inline: 12px;
    }
    .hint {
      display: none;
    }
    .notice ~ .offers {
      display: none;
    }
  }
`;
