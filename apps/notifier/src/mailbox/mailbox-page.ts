import Handlebars from 'handlebars';
import type { Kept } from './mailbox.ts';

/** The page asks again by itself, in seconds. */
const refresh = 10;

const source = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="{{refresh}}">
<title>Mailbox</title>
<link rel="stylesheet" href="/mailbox/styles.css">
</head>
<body>
<main>
<h1>Mailbox</h1>
<p class="muted">Messages to customers are kept here instead of being sent. This page looks again every {{refresh}} seconds.</p>
{{#unless messages}}<p class="empty">No messages yet. Move an order along: a few seconds later, its customer's message is here.</p>{{/unless}}
<ol>
{{#each messages}}<li>
{{#if subject}}<article aria-label="E-mail: {{subject}}">
<header><h2>{{subject}}</h2><p class="muted">E-mail to {{to}} · <time datetime="{{at}}">{{time}}</time></p></header>
<iframe title="{{subject}}" src="/mailbox/{{id}}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>
<details><summary>As plain text</summary><pre>{{text}}</pre></details>
</article>
{{else}}<article aria-label="Text message">
<header><p class="muted">Text to {{to}} · <time datetime="{{at}}">{{time}}</time></p></header>
<p class="bubble">{{#each parts}}{{#if link}}<a href="{{link}}" target="_blank" rel="noopener">{{link}}</a>{{else}}{{words}}{{/if}}{{/each}}</p>
</article>
{{/if}}</li>
{{/each}}</ol>
</main>
</body>
</html>
`;

const render = Handlebars.compile(source);

/** The mailbox as a page without scripts and without styles of its own, so that the strictest content policy lets it be. */
export function mailboxPage(messages: readonly Kept[]): string {
  return render({ refresh, messages: messages.map(viewOf) });
}

function viewOf(message: Kept) {
  const time = new Date(message.at).toLocaleTimeString('en', { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  return message.kind === 'email' ? { ...message, time } : { ...message, time, parts: partsOf(message.body) };
}

/** Links as a phone makes them tappable. */
function partsOf(body: string): readonly ({ readonly words: string } | { readonly link: string })[] {
  return body.split(/(https?:\/\/\S+)/).map((part) => (/^https?:\/\//.test(part) ? { link: part } : { words: part }));
}

export const mailboxStyles = `
:root { color-scheme: light dark; --page: #fffdfa; --text: #1c1917; --muted: #57534e; --line: #78716c; --bubble: #f0fdf4; --on-bubble: #166534; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14110f; --text: #f5f1ec; --muted: #a8a29e; --line: #78716c; --bubble: #052e16; --on-bubble: #86efac; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/24px system-ui, sans-serif; }
main { max-width: 680px; margin: 0 auto; padding: 24px 16px; }
h1 { font-size: 28px; line-height: 36px; margin: 0 0 4px; }
h2 { font-size: 20px; line-height: 28px; margin: 0; }
header p, .muted { color: var(--muted); font-size: 14px; line-height: 20px; margin: 0 0 12px; font-variant-numeric: tabular-nums; }
ol { list-style: none; margin: 24px 0 0; padding: 0; display: grid; gap: 24px; }
article { border: 1px solid var(--line); border-radius: 12px; padding: 16px; }
iframe { width: 100%; height: 560px; border: 0; border-radius: 12px; background: var(--page); }
details { margin-top: 12px; }
summary { cursor: pointer; min-height: 24px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 12px 0 0; }
.bubble { display: inline-block; max-width: 90%; margin: 0; padding: 12px 16px; border-radius: 12px; background: var(--bubble); color: var(--on-bubble); overflow-wrap: anywhere; white-space: pre-wrap; }
.bubble a { color: inherit; }
.empty { margin: 48px 0; text-align: center; color: var(--muted); }
`;
