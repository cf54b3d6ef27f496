import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    line-height: 1.4;
  }
  form {
    display: grid;
    gap: 20px;
  }
  fieldset:not(.choice) {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  legend {
    padding: 0;
    margin-block-end: 8px;
    font-size: 14px;
    font-weight: 650;
  }
  legend small {
    font-size: 14px;
    font-weight: 400;
    color: var(--_muted);
  }
  .item {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 6.5rem 48px;
    gap: 8px;
    align-items: center;
    padding-block-end: 12px;
    border-block-end: 1px solid var(--_hair);
  }
  .count {
    display: flex;
    align-items: center;
    gap: 4px;
    grid-row: span 2;
  }
  .count input.number {
    inline-size: 3.6em;
    padding-inline: 4px;
    text-align: center;
    font-size: 20px;
    font-weight: 680;
  }
  .count .round {
    font-size: 24px;
    font-weight: 500;
  }
  .notes {
    grid-column: 2 / 4;
    grid-row: 2;
  }
  .item .plain {
    grid-column: 4;
    grid-row: 1;
  }
  .item .wrong,
  .item .kept {
    grid-column: 2 / -1;
  }
  .kept {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .kept input {
    inline-size: 6.5rem;
  }
  /* One that cannot be removed, or has no price, leaves no gap there. */
  .item:not(:has(.plain)) {
    grid-template-columns: auto minmax(0, 1fr) 6.5rem;
  }
  .item:not(:has(.price)) .name {
    grid-column: 2 / 4;
  }
  .items > .button {
    justify-self: start;
  }
  .who {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    align-items: start;
  }
  .who legend {
    grid-column: 1 / -1;
  }
  .send {
    display: grid;
    gap: 8px;
  }
  .send .primary {
    min-block-size: 60px;
    font-size: 20px;
    flex-wrap: wrap;
    column-gap: 16px;
  }
  @media (max-width: 30rem) {
    .item,
    .item:not(:has(.plain)) {
      grid-template-columns: auto minmax(0, 1fr) 48px;
    }
    .count,
    .price {
      grid-row: auto;
    }
    .name,
    .item:not(:has(.price)) .name {
      grid-column: 1 / 3;
      grid-row: 1;
    }
    .item:not(:has(.plain)) .name {
      grid-column: 1 / -1;
    }
    .count {
      grid-column: 1;
    }
    .notes {
      grid-column: 1 / -1;
      grid-row: 3;
    }
    .item .wrong,
    .item .kept {
      grid-column: 1 / -1;
    }
    .item .plain {
      grid-column: 3;
    }
  }
`;
