import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }
  legend {
    padding: 0;
    font-size: 16px;
    font-weight: 650;
  }
  .stars {
    display: flex;
    margin-inline-start: -8px;
  }
  .star {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    font-size: 24px;
    color: var(--_line);
    border-radius: 8px;
    cursor: pointer;
  }
  .star.on {
    color: var(--_accent);
  }
  .star.on path {
    fill: currentcolor;
  }
  .star input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .star:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
  }
  .rest {
    display: grid;
    gap: 12px;
    margin-block-start: 8px;
    justify-items: start;
  }
  .field {
    justify-self: stretch;
  }
  .field span {
    overflow-wrap: anywhere;
  }
  .thanks {
    font-weight: 650;
  }
  .thanks:focus {
    outline: none;
  }
  .given {
    color: var(--_muted);
  }
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
  .button.change {
    margin-block-start: 8px;
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
