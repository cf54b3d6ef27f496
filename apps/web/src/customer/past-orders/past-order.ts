import type { OrderWithHistory } from '#libs/contracts';
import { isPriced } from '#libs/order-model';
import { becauseOf, drawing, fill, icon, labelOf, wordsOf } from '#libs/tracker';
import { html, type TemplateResult } from 'lit';
import { ChevronDown } from 'lucide';
import { receiptView } from '../open-order/receipt.ts';
import { dayWords, moneyWords, quantityWords } from '../../ui/order-words/amounts.ts';
import type { OrderWords } from '../../ui/order-words/en.ts';
import { languageOf } from '../../ui/order-words/speech.ts';

/** So many items stand in the row; all of them where it is opened. */
const SHOWN_ITEMS = 2;

/** One line: when, where, what, for how much, and how it ended; all of it once it is opened. */
export function pastOrderView(order: OrderWithHistory, words: OrderWords): TemplateResult {
  const { restaurant, fulfilment, placed_at, order_number, total } = order;
  return html`<li>
    <details>
      <summary>
        <span class="where"
          ><strong dir="auto">${restaurant.name}</strong
          ><time datetime=${placed_at}>${dayWords(placed_at, words.language)}</time></span
        >
        <span class="total number"
          >${isPriced(order) ? moneyWords(total, words.language) : ''}${drawing(ChevronDown)}</span
        >
        <span class="what">${words.kinds[fulfilment]} · <bdi>${itemsWords(order, words)}</bdi></span>
        ${endView(order, words)}
      </summary>
      <div class="all">
        <p class="order number">
          ${fill(wordsOf([words.language]).order, { number: order_number })}${reasonWords(order, words)}
        </p>
        ${receiptView(order, languageOf(words))}
      </div>
    </details>
  </li>`;
}

function endView(
  { status, status_info: { color, label } }: OrderWithHistory,
  { language }: OrderWords,
): TemplateResult {
  return html`<span class="end ${color}"
    >${icon(status)}${labelOf(status, wordsOf([language]), label)}</span
  >`;
}

function itemsWords({ items }: OrderWithHistory, words: OrderWords): string {
  const shown = items
    .slice(0, SHOWN_ITEMS)
    .map(({ quantity, name }) => `${quantityWords(quantity, words.language)} × ${name}`);
  const more = items.length - shown.length;
  return [shown.join(', '), ...(more > 0 ? [fill(words.andMore, { count: more })] : [])].join(' ');
}

function reasonWords({ status_history }: OrderWithHistory, { language }: OrderWords): string {
  const last = status_history.at(-1);
  return last ? becauseOf(last, wordsOf([language])) : '';
}
