import { css } from 'lit';

export const styles = css`
  :host {
    line-height: 1.4;
  }
  [hidden] {
    display: none;
  }
  .heading h2 {
    font-size: 28px;
    line-height: 1.2;
    font-weight: 720;
    letter-spacing: -0.02em;
    overflow-wrap: anywhere;
  }
  .heading h2 small {
    font-size: 14px;
    font-weight: 500;
    letter-spacing: 0;
    color: var(--_muted);
  }
  .badges {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 8px;
    font-size: 14px;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 4px 12px;
    border-radius: 999px;
    background: var(--_ground);
    color: var(--_ink);
    font-weight: 600;
  }
  .badge.attention {
    background: var(--_red);
    color: var(--_page);
  }
  .quiet {
    color: var(--_muted);
    font-size: 14px;
  }

  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .steps .button {
    flex: 1 1 auto;
    min-block-size: 52px;
  }
  .steps .forward {
    flex: 1 0 100%;
    min-block-size: 64px;
    border-radius: 16px;
    font-size: 20px;
    font-weight: 680;
  }
  .choice {
    align-items: center;
  }
  .label {
    font-size: 14px;
    font-weight: 550;
    margin-inline-end: 4px;
  }
  .chip:disabled {
    opacity: 0.55;
  }
  .undoing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
  }
  .undo {
    white-space: normal;
    text-align: start;
    padding-block: 8px;
  }

  section {
    display: grid;
    gap: 10px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_hair);
  }
  h3 {
    font-size: 16px;
    font-weight: 650;
  }
  .again {
    justify-self: start;
  }
  .amount {
    text-align: end;
  }
  .wish {
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--_ground);
    color: var(--_ink);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 16px;
    font-size: 16px;
  }
  dt {
    color: var(--_muted);
  }
  dl.sums {
    grid-template-columns: 1fr auto;
    padding-block-start: 8px;
    border-block-start: 1px solid var(--_hair);
  }
  .sums dd {
    text-align: end;
  }
  .sums .total {
    color: inherit;
    font-weight: 680;
  }
  .pay {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .pay > span {
    flex: 1;
  }
  .pay.open {
    padding: 10px 14px;
    border-radius: 8px;
    background: var(--_text);
    color: var(--_page);
    font-weight: 680;
  }
  dd {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dd a {
    color: inherit;
    display: inline-block;
    padding-block: 12px;
    margin-block: -12px;
  }
`;
