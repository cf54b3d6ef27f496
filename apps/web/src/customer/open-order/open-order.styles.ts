import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  article {
    display: grid;
    gap: 20px;
    align-content: start;
    block-size: 100%;
    padding: clamp(16px, 5vw, 28px);
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: var(--_shadow);
    border: 1px solid var(--_hair);
  }
  h3:focus {
    outline: none;
  }
  order-status-tracker {
    --passline-padding: 0;
    --passline-page: var(--_card);
  }
  /* One connection, one dot: it stands at the top of the page. */
  order-status-tracker::part(connection) {
    display: none;
  }

  .folded order-status-tracker::part(steps),
  .folded order-status-tracker::part(history),
  .folded order-status-tracker::part(age) {
    display: none;
  }
  .fold {
    justify-self: start;
    min-block-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font-weight: 550;
    cursor: pointer;
  }
  .ordered[hidden] {
    display: none;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  .actions .button {
    flex: 1 1 auto;
    white-space: normal;
    text-align: center;
    padding-block: 8px;
  }
  .plain-stop {
    border-color: var(--_line);
    color: var(--_red);
  }
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
  .alert {
    overflow-wrap: anywhere;
  }
  order-feedback {
    padding-block: 8px 16px;
  }
  .ordered {
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_hair);
  }
  h4 {
    margin: 0 0 4px;
    font-size: 16px;
    font-weight: 650;
  }

  dialog {
    inline-size: min(26rem, calc(100vw - 24px));
    background: var(--_card);
    border: 1px solid var(--_hair);
  }
  dialog form {
    display: grid;
    gap: 16px;
    padding: 24px;
  }
  dialog h2 {
    font-size: 20px;
    line-height: 1.3;
    font-weight: 680;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  dialog p {
    color: var(--_muted);
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .choices {
    display: grid;
    gap: 12px;
    margin-block-start: 8px;
  }
  .choices .button {
    min-block-size: 52px;
    white-space: normal;
  }
`;
