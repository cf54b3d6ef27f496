import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    line-height: 1.5;
    font-size: 16px;
  }
  :host([hidden]) {
    display: none;
  }
  article {
    padding: var(--passline-padding, 20px);
    border-radius: var(--_radius);
    background: var(--_page);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: flex-start;
  }
  .top > div {
    flex: 1 1 10rem;
    min-inline-size: 0;
  }
  .restaurant {
    font-size: 16px;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .order,
  .known,
  .hint {
    font-size: 14px;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .connection {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-block-size: 28px;
    padding-inline: 10px;
    border-radius: 999px;
    border: 1px solid var(--_hair);
    font-size: 14px;
    font-weight: 550;
    white-space: nowrap;
    color: var(--_ink);
  }
  .dot {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    border: 2px solid var(--_ink);
  }
  .dot.connected {
    background: var(--_ink);
  }
  .dot.polling {
    background: linear-gradient(90deg, var(--_ink) 50%, transparent 50%);
  }
  .dot.error {
    border-radius: 0;
  }
  .known {
    font-variant-numeric: tabular-nums;
  }

  .answer {
    margin-block: 24px;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    padding: 6px 14px 6px 10px;
    border-radius: 999px;
    background: var(--_ground);
    color: var(--_ink);
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .sentence {
    margin-block-start: 12px;
    font-size: clamp(22px, 6.4vw, 28px);
    line-height: 1.25;
    font-weight: 680;
    letter-spacing: -0.015em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .order strong {
    margin-inline-end: 4px;
    font-size: 20px;
    color: var(--_text);
  }
  .called {
    font-size: 56px;
    font-weight: 700;
    line-height: 1.2;
    color: var(--_ink);
    overflow-wrap: anywhere;
  }
  .estimate {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: baseline;
    margin-block-start: 8px;
    font-size: 20px;
    font-weight: 550;
    font-variant-numeric: tabular-nums;
  }
  .estimate time {
    color: var(--_muted);
    font-size: 16px;
    font-weight: 450;
    white-space: nowrap;
  }
  .held {
    display: inline-block;
    max-inline-size: 100%;
  }
  .note,
  .refused {
    margin-block-start: 16px;
    padding: 10px 14px;
    border-inline-start: 3px solid var(--_ink);
    background: var(--_ground);
    border-radius: 0 var(--_radius) var(--_radius) 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .bar {
    margin-block-start: 20px;
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 8px;
    border: 0;
    border-radius: 999px;
    overflow: hidden;
    appearance: none;
    background: var(--_hair);
  }
  progress::-webkit-progress-bar {
    background: var(--_hair);
  }
  progress::-webkit-progress-value {
    background: var(--_ink);
    border-radius: 999px;
    transition: inline-size 200ms ease-out;
  }
  progress::-moz-progress-bar {
    background: var(--_ink);
    border-radius: 999px;
  }

  .steps li {
    position: relative;
    display: grid;
    grid-template-columns: 28px 1fr auto;
    gap: 12px;
    align-items: center;
    min-block-size: 44px;
  }
  .steps li + li::before {
    content: '';
    position: absolute;
    inset-block: calc(-50% + 14px) calc(50% + 14px);
    inset-inline-start: 13px;
    inline-size: 2px;
    background: var(--_hair);
  }
  .steps li.done::before,
  .steps li.current::before {
    background: var(--_line);
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    border: 2px solid var(--_hair);
    color: var(--_muted);
    background: var(--_page);
    font-size: 13px;
  }
  .done .mark {
    border-color: var(--_line);
    color: var(--_text);
  }
  .current .mark {
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_page);
  }
  .upcoming .step {
    color: var(--_muted);
  }
  .current .step {
    font-weight: 680;
  }
  .steps time {
    color: var(--_muted);
    font-size: 14px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    margin-block-start: 20px;
  }
  button,
  .actions a {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding-inline: 18px;
    border-radius: 999px;
    border: 1px solid var(--_line);
    background: transparent;
    font-weight: 550;
    cursor: pointer;
  }
  .actions a {
    color: inherit;
    text-decoration: none;
  }
  button[aria-disabled='true'] {
    color: var(--_muted);
    cursor: progress;
  }
  button[aria-pressed='true'] {
    border-color: var(--_text);
    background: var(--_text);
    color: var(--_page);
  }

  .history {
    margin-block-start: 28px;
  }
  .history h2 {
    font-size: 16px;
    font-weight: 650;
    margin-block-end: 4px;
  }
  .history li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 2px 12px;
    padding-block: 10px;
    border-block-start: 1px solid var(--_hair);
  }
  .history li:first-child {
    border-block-start: 0;
  }
  .history .happened {
    overflow-wrap: anywhere;
  }
  .history time {
    color: var(--_muted);
    font-size: 14px;
    align-self: center;
  }
  .history .said {
    grid-column: 1 / -1;
    color: var(--_muted);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .toast {
    position: fixed;
    z-index: 2147483647;
    inset-inline: 16px;
    inset-block-end: max(16px, env(safe-area-inset-bottom));
    inline-size: fit-content;
    max-inline-size: min(28rem, 100vw - 32px);
    margin-inline: auto;
    padding: 14px 18px;
    border-radius: var(--_radius);
    background: var(--_text);
    color: var(--_page);
    font-weight: 550;
    overflow-wrap: anywhere;
    pointer-events: none;
    box-shadow: var(--_shadow);
    animation: rise 200ms ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  .bone {
    display: block;
    block-size: 32px;
    border-radius: 8px;
    background: var(--_hair);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .bone.name {
    inline-size: 8rem;
  }
  .bone.line {
    margin-block-start: 14px;
  }
  .bone.half {
    inline-size: 70%;
    margin-block-start: 10px;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;
