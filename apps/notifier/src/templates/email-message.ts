import { statusInfo } from '#libs/order-model';
import { type BillItem, billOf } from './bill.ts';
import { type EmailView, renderEmail, withPhone } from './email-template.ts';
import { asOneLine, type MessageContext } from './message-context.ts';
import { isOver, receiptOf } from './receipt.ts';
import { sentencesOf, valuesOf } from './sentences.ts';
import { say, wordsOf } from './words.ts';

export interface EmailMessage {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * A mail in the customer's language, twice the same: for those who see HTML, and as a person would write it.
 */
export function emailMessage(context: MessageContext, now: Date = new Date()): EmailMessage {
  const view = viewOf(context, now);
  return { subject: view.subject, html: renderEmail(view), text: textOf(view, context) };
}

function viewOf(context: MessageContext, now: Date): EmailView {
  const { facts, language, notes, isCorrection, moment } = context;
  const words = wordsOf(language);
  const { subject, sentence, estimate } = sentencesOf(context, now);
  const name = asOneLine(facts.restaurant.name);
  const display = asOneLine(facts.display_number);
  return {
    language,
    subject,
    preheader: [sentence, estimate].filter((part) => part !== null).join(' '),
    restaurant: {
      name,
      phone: facts.restaurant.phone,
      address: facts.restaurant.address === null ? null : asOneLine(facts.restaurant.address),
    },
    display: display === '' || display === facts.order_number ? null : display,
    order: say(language, words.order, { number: facts.order_number }),
    icon: isCorrection ? null : statusInfo(moment, facts.fulfilment).icon,
    sentence,
    estimate,
    estimateWithPhone: withPhone(estimate ?? '', facts.restaurant.phone),
    note: notes === '' ? null : say(language, words.note, { restaurant: name, notes }),
    action: isOver(context) ? words.view : words.track,
    link: facts.tracking_url,
    receipt: receiptOf(context),
    ...billOf(context),
  };
}

function textOf(view: EmailView, context: MessageContext): string {
  const { facts, language } = context;
  const words = wordsOf(language);
  const name = asOneLine(facts.contact?.name ?? '');
  const { restaurant } = view;
  const paragraphs = [
    name === '' ? null : say(language, words.salutation, { name }),
    [view.sentence, view.estimate].filter((part) => part !== null).join(' '),
    view.note,
    `${view.action}:\n${view.link}`,
    orderText(view, say(language, words.called, valuesOf(context))),
    restaurant.phone === null
      ? null
      : say(language, words.questions, { restaurant: restaurant.name, phone: restaurant.phone }),
    [restaurant.name, restaurant.address].filter((part) => part !== null).join('\n'),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== null).join('\n\n')}\n`;
}

function orderText(view: EmailView, called: string): string {
  const { display, order, receipt, items, adjustments, total, payment, ownNote } = view;
  const lines = [
    display === null ? null : called,
    order,
    ...(receipt === null ? [] : [receipt.title, ...receipt.times]),
    ...items.map(itemText),
    ...[...adjustments, ...(total === null ? [] : [total])].map(({ label, amount }) => `${label}: ${amount}`),
    payment,
    ownNote,
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function itemText({ quantity, name, modifiers, notes, price, unavailable }: BillItem): string {
  const dish = `${quantity} × ${name}`;
  const first = unavailable === null ? [dish, price ?? ''] : [dish, `(${unavailable})`];
  const details = [...modifiers, notes].filter((detail) => detail !== '').map((detail) => `    ${detail}`);
  return [first.filter((part) => part !== '').join('  '), ...details].join('\n');
}
