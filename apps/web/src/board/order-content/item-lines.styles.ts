import { css } from 'lit';

/** The lines of an order, on a card and in its sheet. */
export const itemLineStyles = css`
  .items {
    display: grid;
    gap: 8px;
  }
  .items li {
    display: grid;
    grid-template-columns: minmax(1.5em, auto) 1fr auto;
    gap: 10px;
  }
  .quantity {
    font-weight: 720;
  }
  .what {
    min-inline-size: 0;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .what > .modifier,
  .what > em {
    display: block;
    margin-block-start: 2px;
    font-style: normal;
    font-size: 16px;
    white-space: pre-line;
  }
  .modifier {
    margin-inline-start: 8px;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_hair);
  }
  .what > em {
    font-weight: 600;
    color: var(--_amber);
  }
  .what > em.allergy {
    color: var(--_red);
    font-weight: 720;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin-inline-start: 4px;
    font-size: 14px;
    font-weight: 600;
    color: var(--_muted);
  }
  .done > .what > .dish,
  .served > .what > .dish,
  .unavailable > .what > .dish {
    color: var(--_muted);
  }
  .done .state,
  .served .state {
    color: var(--_green);
  }
  .unavailable .state {
    color: var(--_red);
  }
  .allergens {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-start: 6px;
  }
  .allergen {
    padding: 2px 10px;
    border-radius: 6px;
    background: var(--_red);
    color: var(--_page);
    font-size: 16px;
    font-weight: 700;
  }
`;
