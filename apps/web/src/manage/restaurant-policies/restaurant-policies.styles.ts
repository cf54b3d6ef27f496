import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    line-height: 1.4;
  }
  form {
    display: grid;
    gap: 24px;
    padding: 20px;
    border: 1px solid var(--_hair);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  form > .button {
    justify-self: start;
  }
  fieldset {
    display: grid;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 4px;
    font-size: 20px;
    font-weight: 650;
  }
  small {
    color: var(--_muted);
    font-size: 14px;
    font-weight: 400;
  }
  .policy {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6.5rem 4.5rem;
    align-items: center;
    gap: 4px 12px;
    padding-block: 10px;
    border-block-start: 1px solid var(--_hair);
  }
  .policy.range {
    grid-template-columns: minmax(0, 1fr) 6.5rem auto 6.5rem 4.5rem;
  }
  .policy p {
    font-weight: 550;
    text-wrap: pretty;
  }
  .policy small {
    display: block;
  }
  .policy input {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .policy .wrong {
    grid-column: 1 / -1;
    text-align: end;
  }
  .unit {
    color: var(--_muted);
    font-size: 14px;
  }
  @media (max-width: 34rem) {
    .policy {
      grid-template-columns: 6.5rem minmax(0, 1fr);
    }
    .policy.range {
      grid-template-columns: 6.5rem auto 6.5rem minmax(0, 1fr);
    }
    .policy p {
      grid-column: 1 / -1;
    }
    .policy .wrong {
      text-align: start;
    }
  }
`;
