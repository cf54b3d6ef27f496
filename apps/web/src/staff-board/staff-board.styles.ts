import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; block-size: 100dvh; background: var(--_page); line-height: 1.4; }

  .offline { display: flex; align-items: center; gap: 10px; padding: 10px 20px; background: var(--_red-ground); color: var(--_red); font-weight: 600; }
  .offline .number { margin-inline-start: auto; white-space: nowrap; }

  .top { display: flex; align-items: center; gap: 16px; padding: 12px 20px; border-block-end: 1px solid var(--_hair); }
  h1 { font-size: 20px; font-weight: 680; letter-spacing: -0.01em; }
  .who { margin-inline-start: auto; color: var(--_muted); font-size: 14px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .quiet { min-block-size: 44px; padding-inline: 16px; border-radius: 999px; border: 1px solid var(--_line); background: transparent; font-size: 14px; font-weight: 550; cursor: pointer; white-space: nowrap; }

  .columns {
    flex: 1; min-block-size: 0; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(min(18rem, 84vw), 1fr); gap: 12px;
    padding: 16px 20px 112px; overflow: auto; scroll-snap-type: x proximity; scroll-padding-inline: 20px;
  }
  .column { display: flex; flex-direction: column; gap: 12px; scroll-snap-align: start; min-inline-size: 0; }
  h2 { display: flex; align-items: center; gap: 8px; font-size: 16px; font-weight: 650; min-block-size: 28px; }
  .count { min-inline-size: 28px; padding: 2px 8px; border-radius: 999px; background: var(--_gray-ground); color: var(--_gray); text-align: center; font-size: 14px; }
  .count:empty { display: none; }
  .empty { color: var(--_muted); font-size: 14px; }

  .card { display: flex; flex-direction: column; border-radius: var(--_radius); background: var(--_card); border: 1px solid var(--_hair); box-shadow: var(--_shadow); overflow: clip; flex: none; }
  .card header { display: flex; justify-content: space-between; gap: 8px; padding: 14px 14px 0 16px; }
  h3 { font-size: 28px; line-height: 1.1; font-weight: 720; letter-spacing: -0.02em; overflow-wrap: anywhere; }
  .where { margin-block-start: 2px; font-size: 16px; font-weight: 550; color: var(--_muted); overflow-wrap: anywhere; }
  .card ul { display: grid; gap: 8px; padding: 12px 16px 16px; }
  .card li { display: grid; grid-template-columns: auto 1fr; gap: 10px; font-size: 18px; line-height: 1.3; }
  .quantity { min-inline-size: 1.5em; font-weight: 720; }
  .what { font-weight: 500; overflow-wrap: anywhere; }
  .what em { display: block; margin-block-start: 2px; font-style: normal; font-size: 16px; font-weight: 600; color: var(--_amber); white-space: pre-line; }
  .alarm { display: flex; align-items: center; gap: 8px; margin: 10px 14px 0; padding: 6px 12px; border-radius: 8px; background: var(--_ground); color: var(--_ink); font-weight: 650; }

  .forward, .saving { display: grid; place-items: center; min-block-size: 60px; inline-size: 100%; border: 0; font-size: 20px; font-weight: 680; background: var(--_ground); color: var(--_ink); border-block-start: 1px solid var(--_hair); }
  .forward { cursor: pointer; touch-action: manipulation; }
  .forward:active { background: var(--_ink); color: var(--_page); }
  .forward:focus-visible { outline-offset: -3px; }
  .saving { background: transparent; color: var(--_muted); font-weight: 500; }

  .age { display: flex; align-items: center; gap: 8px; flex: none; align-self: flex-start; color: var(--_ink); }
  .age strong { padding: 2px 10px; border-radius: 999px; background: var(--_ground); font-size: 16px; }
  .ring { position: relative; display: grid; place-items: center; inline-size: 48px; block-size: 48px; }
  .ring svg { position: absolute; inset: 0; }
  circle { fill: none; stroke-width: 3.5; stroke-linecap: round; }
  .track { stroke: var(--_hair); }
  .arc { stroke: var(--_ink); }
  .ring .number { display: grid; justify-items: center; font-weight: 680; font-size: 15px; line-height: 1; }
  .ring .unit { font-size: 10px; font-weight: 500; }

  .toasts { position: fixed; inset: auto 16px max(16px, env(safe-area-inset-bottom)); display: grid; gap: 10px; justify-items: center; pointer-events: none; }
  .toast { pointer-events: auto; display: flex; align-items: center; gap: 16px; inline-size: 100%; max-inline-size: 34rem; padding: 10px 10px 10px 20px; border-radius: 16px; background: var(--_text); color: var(--_page); box-shadow: var(--_shadow); }
  .toast p { flex: 1; overflow-wrap: anywhere; }
  .toast button { display: inline-flex; align-items: center; gap: 8px; min-block-size: 56px; padding-inline: 20px; border: 0; border-radius: 12px; background: var(--_accent); color: var(--_on-accent); font-weight: 680; cursor: pointer; }
  .toast.refusal { background: var(--_ground); color: var(--_ink); border: 1px solid var(--_ink); }
  .toast.refusal button { background: var(--_ink); color: var(--_ground); }
`;
