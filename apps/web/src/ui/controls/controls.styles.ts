import { css } from 'lit';

/** Buttons, fields and dialogs of the board: nothing that is touched is lower than 44 px. */
export const controls = css`
  button,
  select,
  input,
  textarea {
    touch-action: manipulation;
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 48px;
    padding-inline: 20px;
    border-radius: 999px;
    border: 1px solid var(--_line);
    background: transparent;
    color: inherit;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    white-space: nowrap;
  }
  .button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.stop {
    border-color: var(--_red);
    color: var(--_red);
  }
  .button.plain {
    border-color: transparent;
  }
  .button.round {
    inline-size: 48px;
    padding: 0;
    flex: none;
  }
  .button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  .button:active:not(:disabled) {
    background: var(--_text);
    color: var(--_page);
    border-color: transparent;
  }

  .field {
    display: grid;
    align-content: start;
    gap: 6px;
    font-size: 14px;
    font-weight: 550;
    min-inline-size: 0;
  }
  .field small {
    font-size: 14px;
    font-weight: 400;
    color: var(--_muted);
  }
  input:not([type='radio'], [type='checkbox']),
  select,
  textarea {
    min-block-size: 48px;
    inline-size: 100%;
    padding: 10px 14px;
    font-size: 16px;
    font-weight: 400;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_card);
    color: var(--_text);
  }
  /* The arrow is drawn here, because a browser's own stands at the very edge of a round field. */
  select {
    padding-inline-end: 38px;
    cursor: pointer;
    appearance: none;
    text-overflow: ellipsis;
    background-image:
      linear-gradient(45deg, transparent 50%, currentcolor 50%),
      linear-gradient(-45deg, transparent 50%, currentcolor 50%);
    background-repeat: no-repeat;
    background-size: 6px 6px;
    background-position:
      right 20px center,
      right 14px center;
  }
  textarea {
    resize: vertical;
    line-height: 1.4;
  }
  [aria-invalid='true'] {
    border-color: var(--_red);
    outline: 1px solid var(--_red);
  }
  .wrong {
    color: var(--_red);
    font-size: 14px;
    font-weight: 550;
  }

  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    border: 0;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }
  .choice legend {
    padding: 0;
    margin-block-end: 8px;
    font-size: 14px;
    font-weight: 550;
  }
  .choice label,
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding: 6px 16px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: var(--_card);
    font-size: 16px;
    font-weight: 500;
    cursor: pointer;
    text-align: start;
  }
  /* What is taken has a tick, or of one in several a dot, and not only another colour. */
  .choice label:has([type])::before {
    content: '' / '';
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    border: 2px solid currentcolor;
    border-radius: 5px;
    font: 700 15px / 16px var(--_font);
    text-align: center;
  }
  .choice label:has([type='radio'])::before {
    border-radius: 50%;
  }
  .choice label:has([type='radio']:checked)::before {
    background: currentcolor;
    background-clip: content-box;
    padding: 4px;
  }
  .choice label:has([type='checkbox']:checked)::before {
    content: '✓' / '';
  }
  .choice input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choice label:has(:checked),
  .chip[aria-pressed='true'] {
    background: var(--_text);
    border-color: var(--_text);
    color: var(--_page);
  }
  .choice label:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .alert {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    padding: 10px 14px;
    border-radius: 8px;
    background: var(--_ground);
    color: var(--_ink);
  }

  dialog {
    margin: auto;
    inline-size: min(36rem, calc(100vw - 24px));
    max-block-size: calc(100dvh - 24px);
    padding: 0;
    border: 1px solid var(--_hair);
    border-radius: 16px;
    overflow: auto;
    background: var(--_page);
    color: var(--_text);
    box-shadow: 0 12px 60px rgb(0 0 0 / 30%);
    overscroll-behavior: contain;
  }
  dialog.side {
    margin: 0 0 0 auto;
    inline-size: min(30rem, 100vw);
    block-size: 100dvh;
    max-block-size: 100dvh;
    border-width: 0 0 0 1px;
    border-radius: 0;
  }
  dialog::backdrop {
    background: rgb(20 17 15 / 45%);
  }
  .dialog-top {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: flex-start;
    gap: 12px;
    padding: 16px 16px 12px 24px;
    background: var(--_page);
  }
  .dialog-top > :first-child {
    flex: 1;
    align-self: center;
    min-inline-size: 0;
  }
  .dialog-top ::slotted(h2) {
    font-size: 20px;
    line-height: 1.4;
    font-weight: 680;
    margin: 0;
    padding-block: 10px;
  }
  .dialog-body {
    display: grid;
    gap: 20px;
    padding: 4px 24px 28px;
  }
`;
