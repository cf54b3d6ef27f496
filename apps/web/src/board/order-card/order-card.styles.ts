import { css } from 'lit';

export const styles = css`
  /* What is not seen is not drawn; the padding is for the shadow, which would be cut off otherwise. */
  :host {
    --_edge: 0 1px 2px rgb(28 25 23 / 6%), 0 3px 6px rgb(28 25 23 / 5%);
    display: block;
    flex: none;
    padding: 2px 4px 10px;
    content-visibility: auto;
    contain-intrinsic-size: auto 240px;
    line-height: 1.4;
  }
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    border-radius: var(--_radius);
    background: var(--_card);
    border: 1px solid var(--_hair);
    box-shadow: var(--_edge);
    overflow: clip;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 10px 6px 0 16px;
  }
  h3 {
    flex: 1;
    min-inline-size: 0;
    font-size: 28px;
    line-height: 1.1;
    font-weight: 720;
    letter-spacing: -0.02em;
    overflow-wrap: anywhere;
  }
  .where {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 8px;
    margin: 2px 16px 0;
    font-size: 16px;
    font-weight: 550;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .late {
    flex: none;
    margin-block: -2px;
    padding: 2px 12px;
    border-radius: 999px;
    background: var(--_ground);
    color: var(--_ink);
    font-weight: 680;
  }
  .more {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 44px;
    block-size: 48px;
    margin-inline-start: -6px;
    border: 0;
    border-radius: 999px;
    background: transparent;
    color: var(--_muted);
    cursor: pointer;
  }
  .more:focus-visible {
    outline-offset: -3px;
  } /* not into "late" below it */
  .more .icon {
    inline-size: 24px;
    block-size: 24px;
    stroke-width: 3;
  }

  .line {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    margin: 8px 16px 0;
    font-size: 16px;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .line > span {
    min-inline-size: 0;
  }
  .line .icon {
    margin-block-start: 1px;
  }
  .block {
    margin-inline: 10px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--_ground);
    color: var(--_ink);
    font-weight: 600;
  }
  .attention {
    background: var(--_red);
    color: var(--_page);
    font-weight: 680;
  }
  .calling {
    border: 2px solid var(--_red);
  }
  .status {
    color: var(--_ink);
    font-weight: 650;
  }
  .said,
  .kept {
    color: var(--_muted);
  }
  .kept {
    font-size: 14px;
    font-weight: 550;
  }

  .items {
    padding: 12px 16px 16px;
  }
  .items li {
    font-size: 18px;
    line-height: 1.3;
  }
  .full-number {
    color: var(--_muted);
    font-size: 14px;
  }
  .block strong {
    font-weight: 720;
  }
  .pay {
    justify-content: space-between;
    margin: 0 16px 14px;
    color: var(--_muted);
  }
  .pay > span {
    flex: 1;
  }
  .pay.open {
    padding: 8px 12px;
    margin-inline: 10px;
    border-radius: 8px;
    background: var(--_text);
    color: var(--_page);
    font-weight: 680;
  }
  .said + .pay {
    margin-block-start: 8px;
  }
  .call {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 52px;
    padding-inline: 16px;
    border-block-start: 1px solid var(--_hair);
    color: inherit;
    font-size: 18px;
    font-weight: 600;
    text-decoration: none;
  }

  .edge {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    min-block-size: 60px;
    margin-block-start: auto;
    padding: 8px 12px;
    border: 0;
    border-block-start: 1px solid var(--_hair);
    font-size: 20px;
    font-weight: 680;
    background: var(--_ground);
    color: var(--_ink);
    touch-action: manipulation;
  }
  button.edge {
    inline-size: 100%;
    cursor: pointer;
  }
  .edge:active:not(:disabled) {
    background: var(--_ink);
    color: var(--_page);
  }
  .edge:focus-visible {
    outline-offset: -4px;
  }
  .edge:disabled {
    color: var(--_muted);
    background: transparent;
    font-size: 16px;
    cursor: default;
  }
  .open .edge {
    background: transparent;
  }
  .chosen {
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
  }
  .chosen .edge {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .ring {
    position: relative;
    display: grid;
    flex: none;
    color: var(--_ink);
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
  }
  .ring svg {
    position: absolute;
    inset: 0;
  }
  circle {
    fill: none;
    stroke-width: 3.5;
    stroke-linecap: round;
  }
  .track {
    stroke: var(--_hair);
  }
  .arc {
    stroke: var(--_ink);
  }
  .ring .number {
    display: grid;
    justify-items: center;
    font-weight: 680;
    font-size: 16px;
    line-height: 1;
  }
  .ring .unit {
    font-size: 11px;
    font-weight: 550;
  }

  .left > * {
    opacity: 0.25;
  }
  /* What could be done with it here is over; its room stays, so that nothing below moves. */
  .left > .edge {
    visibility: hidden;
  }
  .left > .gone {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    min-block-size: 60px;
    display: grid;
    place-items: center;
    opacity: 1;
    font-size: 20px;
    font-weight: 680;
    color: var(--_ink);
  }
  .gone span {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    padding: 4px 12px;
    background: var(--_card);
  }
  .fresh {
    animation: flash 1s ease-in-out infinite alternate;
  }
  @keyframes flash {
    from {
      box-shadow: inset 0 0 0 0 var(--_blue);
    }
    to {
      box-shadow: inset 0 0 0 4px var(--_blue);
      background: var(--_blue-ground);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .fresh {
      box-shadow: inset 0 0 0 4px var(--_blue);
      background: var(--_blue-ground);
    }
  }
`;
