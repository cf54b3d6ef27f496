import type { AccountEmailFacts } from '#libs/contracts';
import type { EmailMessage } from './email-message.ts';
import { button, emailTemplate, type ShellView } from './email-shell.ts';
import { asOneLine, languageOf } from './message-context.ts';
import { datesOf, type WeekRow, type WeekView, weekView } from './week-view.ts';
import { say, wordsOf } from './words.ts';

interface AccountEmailView extends ShellView {
  readonly sentence: string;
  readonly action: string;
  readonly link: string;
  readonly note: string;
  /** Of a weekly report. */
  readonly week: WeekView | null;
}

const cell = 'padding:8px 0 8px 16px;border-top:1px solid #78716c;';
const weekTable = `{{#if week}}<tr><td style="padding:0 16px 20px;">
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:16px;line-height:24px;">
<tr><th></th><th class="ink" align="right" scope="col" style="padding:8px 0 8px 16px;color:#1c1917;">{{week.heading}}</th><th class="muted" align="right" scope="col" style="padding:8px 0 8px 16px;font-weight:400;color:#57534e;">{{week.before}}</th></tr>
{{#each week.rows}}<tr>
<th class="ink line" align="left" scope="row" style="padding:8px 0;border-top:1px solid #78716c;font-weight:400;color:#1c1917;">{{label}}</th>
<td class="ink line" align="right" style="${cell}font-weight:600;color:#1c1917;white-space:nowrap;">{{week}}</td>
<td class="muted line" align="right" style="${cell}color:#57534e;white-space:nowrap;">{{before}}</td>
</tr>
{{/each}}</table>
</td></tr>
{{/if}}`;

const renderAccountEmail: (view: AccountEmailView) => string =
  emailTemplate(`<tr><td class="ink" style="padding:20px 16px 12px;font-size:28px;line-height:36px;font-weight:600;color:#1c1917;">{{sentence}}</td></tr>
${weekTable}${button}
<tr><td class="ink line" style="padding:16px 16px 0;border-top:1px solid #78716c;font-size:16px;line-height:24px;color:#1c1917;">{{note}}</td></tr>`);

/**
 * A mail about an account, in the language of whoever asked for it.
 * @param ourName who writes where no restaurant does
 */
export function accountEmailMessage(facts: AccountEmailFacts, ourName: string): EmailMessage {
  const view = viewOf(facts, ourName);
  return { subject: view.subject, html: renderAccountEmail(view), text: textOf(view, facts) };
}

function viewOf(
  { kind, locale, restaurant, link, valid_minutes: minutes, weekly }: AccountEmailFacts,
  ourName: string,
): AccountEmailView {
  const language = languageOf(locale);
  const words = wordsOf(language).accountEmails[kind];
  const name = asOneLine(restaurant?.name ?? ourName);
  const put = (message: string): string =>
    say(language, message, {
      restaurant: name,
      hours: String(Math.round((minutes ?? 0) / 60)),
      minutes: String(minutes ?? 0),
      week: weekly === undefined ? '' : datesOf(language, weekly.week),
    });
  const sentence = put(words.sentence);
  return {
    language,
    subject: put(words.subject),
    preheader: sentence,
    sentence,
    action: put(words.action),
    link,
    note: put(words.note),
    week: weekly === undefined ? null : weekView(language, weekly),
    restaurant: {
      name,
      phone: restaurant?.phone ?? null,
      address: restaurant?.address == null ? null : asOneLine(restaurant.address),
    },
  };
}

function textOf(
  { language, sentence, action, link, note, restaurant, week }: AccountEmailView,
  { name, locale }: AccountEmailFacts,
): string {
  const salutation =
    asOneLine(name) === ''
      ? null
      : say(languageOf(locale), wordsOf(languageOf(language)).salutation, { name: asOneLine(name) });
  const paragraphs = [
    salutation,
    sentence,
    week === null ? null : week.rows.map((row) => lineOf(row, week)).join('\n'),
    `${action}:\n${link}`,
    note,
    [restaurant.name, restaurant.address, restaurant.phone].filter((part) => part !== null).join('\n'),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== null).join('\n\n')}\n`;
}

const lineOf = ({ label, week, before }: WeekRow, { before: heading }: WeekView): string =>
  `${label}: ${week} (${heading}: ${before})`;
