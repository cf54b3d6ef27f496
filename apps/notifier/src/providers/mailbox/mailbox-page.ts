import Handlebars from 'handlebars';
import type { Kept, KeptMail, KeptText } from './mailbox.ts';

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
<p class="muted">What customers would have got by now. No provider is set, so nothing leaves this machine. The page looks again every {{refresh}} seconds.</p>
{{#if isEmpty}}<p class="empty">No messages yet. Move an order along: a few seconds later, its customer’s message is here.</p>
{{else}}<div class="columns">
<section aria-labelledby="mails">
<h2 id="mails">E-mails</h2>
{{#unless mails}}<p class="empty">No e-mail yet.</p>{{/unless}}
{{#each mails}}<article class="mail" aria-label="E-mail: {{subject}}">
<header><h3>{{subject}}</h3><p class="muted">To {{to}}<time datetime="{{at}}">{{time}}</time></p></header>
<iframe title="{{subject}}" src="/mailbox/{{id}}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>
<details><summary>As plain text</summary><pre tabindex="0">{{text}}</pre></details>
</article>
{{/each}}</section>
<section aria-labelledby="texts">
<h2 id="texts">Texts</h2>
{{#unless threads}}<p class="empty">No text yet.</p>{{/unless}}
{{#each threads}}<article class="phone" aria-label="Text messages to {{to}}">
<h3><span class="muted">Text to</span> {{to}}</h3>
<ol>
{{#each texts}}<li><time class="muted" datetime="{{at}}">{{time}}</time>
<p class="bubble">{{#each parts}}{{#if link}}<a href="{{link}}" target="_blank" rel="noopener">{{link}}</a>{{else}}{{words}}{{/if}}{{/each}}</p></li>
{{/each}}</ol>
</article>
{{/each}}</section>
</div>{{/if}}
</main>
</body>
</html>
`;

const render = Handlebars.compile(source);

/**
 * The mailbox as a page without scripts and without styles of its own, so that the strictest content policy
 * lets it be.
 * @param messages newest first
 */
export function mailboxPage(messages: readonly Kept[]): string {
  const mails = messages.filter((message) => message.kind === 'email').map(mailView);
  const threads = threadsOf(messages.filter((message) => message.kind === 'sms'));
  return render({ refresh, isEmpty: messages.length === 0, mails, threads });
}

/** This machine's, and it says so: what is written in the messages goes by the restaurant's. */
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});
const timeOf = ({ at }: { readonly at: string }): string => clock.format(new Date(at));

const mailView = (mail: KeptMail) => ({ ...mail, time: timeOf(mail) });

/**
 * As on the customer's phone: one conversation for each number, its latest text at the end; the liveliest
 * first.
 */
function threadsOf(texts: readonly KeptText[]) {
  const byNumber = Map.groupBy(texts, ({ to }) => to);
  return [...byNumber].map(([to, received]) => ({
    to,
    texts: received.toReversed().map((text) => ({ ...text, time: timeOf(text), parts: partsOf(text.body) })),
  }));
}

/** Links as a phone makes them tappable. */
function partsOf(body: string): readonly ({ readonly words: string } | { readonly link: string })[] {
  return body
    .split(/(https?:\/\/\S+)/)
    .map((part) => (/^https?:\/\//.test(part) ? { link: part } : { words: part }));
}
