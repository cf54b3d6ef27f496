import type { AccountEmailFacts } from '#libs/contracts';
import type { EmailMessage } from './email-message.ts';
import { button, emailTemplate, type ShellView } from './email-shell.ts';
import { asOneLine, languageOf } from './message-context.ts';
import { say, wordsOf } from './words.ts';

interface AccountEmailView extends ShellView {
  readonly sentence: string;
  readonly action: string;
  readonly link: string;
  readonly note: string;
}

const renderAccountEmail: (view: AccountEmailView) => string =
  emailTemplate(`<tr><td class="ink" style="padding:20px 16px 12px;font-size:28px;line-height:36px;font-weight:600;color:#1c1917;">{{sentence}}</td></tr>
${button}
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
  { kind, locale, restaurant, link, valid_minutes: minutes }: AccountEmailFacts,
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
    restaurant: {
      name,
      phone: restaurant?.phone ?? null,
      address: restaurant?.address == null ? null : asOneLine(restaurant.address),
    },
  };
}

function textOf(
  { language, sentence, action, link, note, restaurant }: AccountEmailView,
  { name, locale }: AccountEmailFacts,
): string {
  const salutation =
    asOneLine(name) === ''
      ? null
      : say(languageOf(locale), wordsOf(languageOf(language)).salutation, { name: asOneLine(name) });
  const paragraphs = [
    salutation,
    sentence,
    `${action}:\n${link}`,
    note,
    [restaurant.name, restaurant.address, restaurant.phone].filter((part) => part !== null).join('\n'),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== null).join('\n\n')}\n`;
}
