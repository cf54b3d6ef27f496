/** The mailbox's looks, with the colours of all of Passline. */
export const mailboxStyles = `
:root {
  color-scheme: light dark;
  --page: #fffdfa; --card: #ffffff; --text: #1c1917; --muted: #57534e; --hair: #e7e2dc; --accent: #c2410c; --bubble: #f5f5f4; --on-bubble: #1c1917;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #14110f; --card: #1d1916; --text: #f5f1ec; --muted: #a8a29e; --hair: #332d28; --accent: #fb923c; --bubble: #332d28; --on-bubble: #f5f1ec; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 32px 20px 64px; }
h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.25; letter-spacing: -0.015em; }
h2 { margin: 0 0 16px; font-size: 20px; line-height: 1.4; }
h3 { margin: 0; font-size: 16px; line-height: 1.5; overflow-wrap: anywhere; }
.muted { color: var(--muted); font-size: 14px; font-weight: 400; }
time { font-variant-numeric: tabular-nums; }
.columns { display: grid; gap: 40px; margin-top: 32px; grid-template-columns: minmax(0, 1fr); }
section { display: grid; gap: 24px; align-content: start; }
section > h2 { margin: 0; }
.empty { margin: 0; color: var(--muted); }
main > .empty { margin: 96px 0; text-align: center; }

.mail { border: 1px solid var(--hair); border-radius: 12px; background: var(--card); overflow: hidden; box-shadow: 0 1px 2px rgb(28 25 23 / 6%), 0 6px 20px rgb(28 25 23 / 7%); }
.mail header { padding: 16px 20px 12px; border-bottom: 1px solid var(--hair); }
.mail header p { display: flex; justify-content: space-between; gap: 16px; margin: 0; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 560px; border: 0; background: var(--page); }
details { border-top: 1px solid var(--hair); }
summary { display: flex; align-items: center; min-height: 48px; padding: 0 20px; color: var(--muted); font-size: 14px; cursor: pointer; }
summary::before { content: '+'; margin-inline-end: 10px; }
[open] > summary::before { content: '−'; }
pre { margin: 0; padding: 0 20px 20px; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }

.phone { padding: 16px 16px 20px; border: 1px solid var(--hair); border-radius: 24px; background: var(--card); box-shadow: 0 1px 2px rgb(28 25 23 / 6%), 0 6px 20px rgb(28 25 23 / 7%); }
.phone h3 { padding-bottom: 12px; border-bottom: 1px solid var(--hair); text-align: center; }
ol { list-style: none; display: grid; gap: 16px; margin: 16px 0 0; padding: 0; }
.phone time { display: block; margin-bottom: 4px; text-align: center; }
.bubble { width: fit-content; max-width: 92%; margin: 0; padding: 10px 16px; border-radius: 20px 20px 20px 6px; background: var(--bubble); color: var(--on-bubble); overflow-wrap: anywhere; white-space: pre-wrap; }
.bubble a { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

@media (min-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr) 24rem; }
}
`;
