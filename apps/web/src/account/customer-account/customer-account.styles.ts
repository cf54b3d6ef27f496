import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    margin-block-start: 40px;
  }
  details {
    border-radius: var(--_radius);
    border: 1px solid var(--_hair);
    background: var(--_card);
    box-shadow: var(--_shadow);
  }
  summary {
    display: flex;
    align-items: center;
    min-block-size: 52px;
    padding-inline: 16px;
    cursor: pointer;
  }
  h2 {
    font-size: 16px;
    font-weight: 650;
  }
  .all {
    display: grid;
    gap: 24px;
    padding: 8px 16px 20px;
    max-inline-size: 30rem;
  }
  .all > form,
  .act {
    display: grid;
    gap: 12px;
    padding-block-end: 20px;
    border-block-end: 1px solid var(--_hair);
  }
  .all > .act:last-child {
    padding-block-end: 0;
    border-block-end: 0;
  }
  .all .button {
    justify-self: start;
    min-block-size: 44px;
    white-space: normal;
  }
  .all p {
    font-size: 14px;
    color: var(--_muted);
  }
  .all .alert {
    color: var(--_ink);
  }
  .plain-stop {
    color: var(--_red);
  }
`;
