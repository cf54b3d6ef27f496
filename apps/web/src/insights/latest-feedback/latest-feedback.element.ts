import type { AnalyticsFeedback } from '#libs/contracts';
import { fill, foundation, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { latenessWords } from '../blocks/feedback.ts';
import type { Wording } from '../words/wording.ts';
import { type Comment, readComment } from './comment-api.ts';
import { styles } from './latest-feedback.styles.ts';

type Latest = AnalyticsFeedback['latest'][number];
/** How many are shown before all are asked for. */
const AT_FIRST = 6;
const MOST_STARS = 5;

/** The latest feedback; what was written with it is read from the order once it is asked for. */
export class LatestFeedback extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    latest: { attribute: false },
    wording: { attribute: false },
    comments: { state: true },
    isWhole: { state: true },
  };

  declare session: BoardSession;
  declare latest: readonly Latest[];
  declare wording: Wording;
  /** What was read, by its order; null while it is being read. */
  declare private comments: ReadonlyMap<string, Comment | null>;
  declare private isWhole: boolean;

  constructor() {
    super();
    [this.comments, this.isWhole] = [new Map(), false];
  }

  protected override render(): TemplateResult {
    const { words, formats } = this.wording;
    const shown = this.isWhole ? this.latest : this.latest.slice(0, AT_FIRST);
    return html`<h3>${words.feedback.latest}</h3>
      <ol>
        ${shown.map((each) => this.#itemView(each))}
      </ol>
      ${
        shown.length === this.latest.length
          ? nothing
          : html`<button class="button" type="button" @click=${() => (this.isWhole = true)}>
              ${fill(words.feedback.more, { count: formats.count(this.latest.length) })}
            </button>`
      }`;
  }

  #itemView(each: Latest): TemplateResult {
    const { words, formats } = this.wording;
    const moment = formats.moment(each.given_at);
    return html`<li>
      <p class="stars">
        <span aria-hidden="true"
          >${'★'.repeat(each.rating)}<i>${'★'.repeat(MOST_STARS - each.rating)}</i></span
        >
        <span class="unseen">${words.feedback.stars}: ${formats.count(each.rating)}.</span>
      </p>
      <p class="when">
        <time datetime=${each.given_at}>${moment}</time>, ${latenessWords(each, this.wording)}
      </p>
      ${this.#commentView(each, moment)}
    </li>`;
  }

  #commentView({ order_id }: Latest, moment: string): TemplateResult {
    const { words } = this.wording;
    const comment = this.comments.get(order_id);
    if (comment === null) return html`<p class="comment" role="status">${words.reading}</p>`;
    if (comment !== undefined && comment !== 'unread')
      return html`<p class="comment" role="status">${comment.written ?? words.feedback.nothingWritten}</p>`;
    return html`${
        comment === 'unread' ? html`<p class="comment" role="alert">${words.feedback.unread}</p>` : nothing
      }<button class="chip" type="button" @click=${() => void this.#read(order_id)}>
        ${words.feedback.read}<span class="unseen">, ${moment}</span>
      </button>`;
  }

  async #read(orderId: string): Promise<void> {
    const keep = (comment: Comment | null): void =>
      void (this.comments = new Map([...this.comments, [orderId, comment]]));
    keep(null);
    keep(await readComment(this.session, orderId));
  }
}

customElements.define('latest-feedback', LatestFeedback);
