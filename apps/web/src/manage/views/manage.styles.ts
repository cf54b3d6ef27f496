import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-block-size: 100dvh;
    background: var(--_page);
    line-height: 1.45;
  }
  .top {
    display: flex;
    align-items: center;
    gap: 16px;
    min-block-size: 72px;
    padding: 8px 20px;
    border-block-end: 1px solid var(--_hair);
  }
  h1 {
    font-size: 20px;
    font-weight: 680;
  }
  h2 {
    font-size: 20px;
    font-weight: 650;
  }
  main {
    display: grid;
    gap: 32px;
    max-inline-size: 56rem;
    margin-inline: auto;
    padding: 28px 20px 64px;
  }
  form {
    display: grid;
    gap: 16px;
    padding: 20px;
    border: 1px solid var(--_hair);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  .fields {
    display: grid;
    gap: 6px 16px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
  }
  /* Words, hint, input, complaint: each level with those beside it, however many lines one of them takes. */
  .fields > .field {
    grid-row: span 4;
    grid-template-rows: subgrid;
    gap: inherit;
    padding-block-end: 6px;
  }
  .fields small {
    text-wrap: pretty;
  }
  .fields :is(input, select) {
    grid-row: 3;
  }
  .fields .wrong {
    grid-row: 4;
  }
  form > .button {
    justify-self: start;
  }

  .rows {
    display: grid;
    gap: 12px;
  }
  .rows > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px 16px;
    padding: 14px 16px;
    border: 1px solid var(--_hair);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  .name {
    flex: 1 1 14rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .name strong {
    display: block;
    font-size: 18px;
    font-weight: 650;
  }
  .quiet {
    color: var(--_muted);
    font-size: 14px;
  }
  .off .name strong {
    text-decoration: line-through;
    font-weight: 500;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .acts select {
    inline-size: auto;
  }

  .secret {
    display: grid;
    gap: 8px;
    padding: 20px;
    border: 2px solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  .secret code {
    font-size: 20px;
    font-family: ui-monospace, monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .secret .acts {
    margin-block-start: 4px;
  }
`;
