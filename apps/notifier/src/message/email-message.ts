import { statusInfo } from '#libs/status-machine';
import { type EmailView, renderEmail } from './email-template.ts';
import { money } from './money.ts';
import { sentencesOf } from './sentences.ts';
import { asOneLine, type Telling } from './telling.ts';
import { say, wordsOf } from './words.ts';

export interface EmailMessage {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A mail in the customer's language, twice the same: for those who see HTML, and as a person would write it. */
export function emailMessage(telling: Telling, now: Date = new Date()): EmailMessage {
  const view = viewOf(telling, now);
  return { subject: view.subject, html: renderEmail(view), text: textOf(view, telling) };
}

function viewOf(telling: Telling, now: Date): EmailView {
  const { facts, language, notes, isCorrection, moment } = telling;
  const words = wordsOf(language);
  const { subject, sentence, estimate } = sentencesOf(telling, now);
  const name = asOneLine(facts.restaurant.name);
  return {
    language,
    subject,
    preheader: [sentence, estimate].filter((part) => part !== null).join(' '),
    restaurant: {
      name,
      phone: facts.restaurant.phone,
      address: facts.restaurant.address === null ? null : asOneLine(facts.restaurant.address),
    },
    order: say(language, words.order, { number: facts.order_number }),
    icon: statusInfo(isCorrection ? facts.status : moment, facts.fulfilment).icon,
    sentence,
    estimate,
    note: notes === '' ? null : say(language, words.note, { restaurant: name, notes }),
    action: words.track,
    link: facts.tracking_url,
    ...bill(telling),
  };
}

/** Prices are left out where the restaurant gave none. */
function bill({ facts: { items, total }, language, formats }: Telling): Pick<EmailView, 'items' | 'total'> {
  const isPriced = total.amount > 0;
  const inMoney = (amount: number): string => money(amount, total.currency, formats);
  return {
    items: items.map(({ name, quantity, unit_price: price, notes }) => ({
      quantity,
      name: asOneLine(name),
      notes: asOneLine(notes ?? ''),
      price: isPriced ? inMoney(price * quantity) : null,
    })),
    total: isPriced ? { label: wordsOf(language).total, amount: inMoney(total.amount) } : null,
  };
}

function textOf(view: EmailView, { facts, language }: Telling): string {
  const words = wordsOf(language);
  const name = asOneLine(facts.contact?.name ?? '');
  const { restaurant } = view;
  const lines = view.items.map(
    (item) =>
      `${item.quantity} × ${item.name}${item.price === null ? '' : `  ${item.price}`}${item.notes === '' ? '' : `\n    ${item.notes}`}`,
  );
  const paragraphs = [
    name === '' ? null : say(language, words.greeting, { name }),
    [view.sentence, view.estimate].filter((part) => part !== null).join(' '),
    view.note,
    `${view.action}:\n${view.link}`,
    [
      view.order,
      ...lines,
      ...(view.total === null ? [] : [`${view.total.label}: ${view.total.amount}`]),
    ].join('\n'),
    restaurant.phone === null
      ? null
      : say(language, words.questions, { restaurant: restaurant.name, phone: restaurant.phone }),
    [restaurant.name, restaurant.address].filter((part) => part !== null).join('\n'),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== null).join('\n\n')}\n`;
}
