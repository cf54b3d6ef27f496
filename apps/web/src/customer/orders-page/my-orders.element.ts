import type { OrderWithHistory, Snapshot } from '#libs/contracts';
import {
  type ConnectionChangedEvent,
  fill,
  foundation,
  hasNewsToCome,
  headline,
  icon,
  type StatusUpdatedEvent,
  timeOfDay,
  tokens,
  visitorsAlerts,
  wordsOf,
} from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import '../../account/customer-account/customer-account.element.ts';
import '../open-order/open-order.element.ts';
import { receipt } from '../open-order/receipt.styles.ts';
import type { OrderWords } from '../../ui/order-words/en.ts';
import { languageOf } from '../../ui/order-words/speech.ts';
import { OwnOrders } from '../own-orders/own-orders.controller.ts';
import { pastOrderView } from '../past-orders/past-order.ts';
import { Connection } from './connection.controller.ts';
import { styles } from './my-orders.styles.ts';
import { awayView, bonesView, connectionView, emptyView, openTitle } from './my-orders.views.ts';
import { Saying } from './saying.controller.ts';

/**
 * A customer's orders: those that are open, each followed live over one connection, and those that are over.
 * @fires session-left
 */
export class MyOrders extends LitElement {
  static override readonly styles = [tokens, foundation, controls, receipt, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    words: { attribute: false },
  };

  declare session: CustomerSession;
  declare words: OrderWords;
  #orders: OwnOrders | null = null;
  readonly #saying = new Saying(this);
  readonly #connection = new Connection(this, () => this.#orders?.soon());
  readonly #redraw = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    visitorsAlerts().addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    visitorsAlerts().removeEventListener('change', this.#redraw);
  }

  /** The session that it is made with is the one that it keeps. */
  protected override willUpdate(): void {
    if (this.#orders) return;
    this.#orders = new OwnOrders(this, this.session);
    this.#orders.onPlaced = ({ order_number: number, restaurant }) =>
      this.#saying.say(fill(this.words.placedElsewhere, { number, restaurant: restaurant.name }));
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const { text, count, isSeen } = this.#saying;
    return html`<main
      @status-updated=${(event: StatusUpdatedEvent) => this.#updated(event.detail)}
      @connection-changed=${(event: ConnectionChangedEvent) => this.#connection.turned(event.detail.status)}
      @order-said=${({ detail }: CustomEvent<{ text: string; isSeen: boolean }>) =>
        this.#saying.say(detail.text, detail.isSeen)}
      @order-known=${(event: CustomEvent<{ snapshot: Snapshot }>) =>
        this.#orders?.take(event.detail.snapshot)}
    >
      <header class="bar">
        <h1 tabindex="-1">${words.title}</h1>
        <button class="button" type="button" @click=${() => emit(this, 'session-left')}>
          ${sign('leave')}${words.logOut}
        </button>
        <p class="who">${fill(words.hello, { name: this.session.user.name })}</p>
        ${connectionView(this.#state(), words)}
      </header>
      ${this.#contentView()}
      <customer-account
        .session=${this.session}
        .language=${languageOf(words)}
        @account-renamed=${() => this.requestUpdate()}
      ></customer-account>
      <p class=${isSeen ? 'toast' : 'unseen'} role="status" aria-live="polite">${keyed(count, text)}</p>
    </main>`;
  }

  #contentView(): TemplateResult {
    const { words } = this;
    const orders = this.#orders;
    if (orders === null) return bonesView(words);
    const { listing, isAway, heardAt, open, past } = orders;
    const away = isAway || this.#state() === 'disconnected';
    const known =
      listing === null
        ? words.awayFromStart
        : fill(words.away, { time: timeOfDay(new Date(heardAt).toISOString(), words.language) });
    return html`${away ? awayView(known, () => void orders.read(), words) : nothing}
    ${listing === null && !isAway ? bonesView(words) : nothing}
    ${listing?.orders.length === 0 ? emptyView(words) : nothing}
    ${open.length > 0 ? this.#openView(open) : nothing}
    ${past.length > 0 ? this.#pastView(past, orders) : nothing}`;
  }

  #openView(open: readonly OrderWithHistory[]): TemplateResult {
    const { words, session } = this;
    return html`<section aria-labelledby="open">
      <div class="over">
        <h2 id="open">${openTitle(open, words)}</h2>
        ${open.some(hasNewsToCome) ? this.#alertsView() : nothing}
      </div>
      <div class="open">
        ${repeat(
          open,
          ({ order_id }) => order_id,
          (order, place) =>
            html`<open-order
              .order=${order}
              .session=${session}
              .words=${words}
              ?folded=${place > 0}
            ></open-order>`,
        )}
      </div>
    </section>`;
  }

  /** For what there is still to be told of. */
  #alertsView(): TemplateResult {
    const alerts = visitorsAlerts();
    const said = wordsOf([this.words.language]);
    return html`<button
        class="button"
        type="button"
        aria-pressed=${alerts.isOn}
        @click=${() => void alerts.toggle()}
      >
        ${icon(alerts.isOn ? 'check' : 'bell')}${said.notify}
      </button>
      ${alerts.isOn && !alerts.notifies ? html`<p class="hint">${said.soundOnly}</p>` : nothing}`;
  }

  #pastView(
    past: readonly OrderWithHistory[],
    { listing, isReadingMore, moreFailed }: OwnOrders,
  ): TemplateResult {
    const { words } = this;
    return html`<section aria-labelledby="past">
      <div class="over"><h2 id="past">${words.past}</h2></div>
      <ul class="past">
        ${repeat(
          past,
          ({ order_id }) => order_id,
          (order) => pastOrderView(order, words),
        )}
      </ul>
      <div class="more">
        ${
          moreFailed
            ? html`<p class="alert red">${icon('delivery_failed')}<span>${words.moreFailed}</span></p>`
            : nothing
        }
        ${
          listing?.cursor == null
            ? nothing
            : html`<button
                class="button"
                type="button"
                aria-disabled=${isReadingMore}
                @click=${() => void this.#more()}
              >
                ${isReadingMore ? words.wait : words.more}
              </button>`
        }
      </div>
    </section>`;
  }

  /** The button stays where it is pressed again; where it goes, the first of the new rows takes its place. */
  async #more(): Promise<void> {
    const before = this.#orders?.past.length ?? 0;
    const shown = await this.#orders?.readMore();
    await this.updateComplete;
    if (this.#orders?.moreFailed) this.#saying.say(this.words.moreFailed, false);
    else if (shown?.length) this.#saying.say(fill(this.words.moreShown, { count: shown.length }), false);
    if (this.#orders?.listing?.cursor === null) this.renderRoot.querySelectorAll('summary')[before]?.focus();
  }

  #updated({ snapshot }: StatusUpdatedEvent['detail']): void {
    const isNews = this.#orders?.take(snapshot) ?? false;
    // What was ordered has changed, and is read anew; what is said of the order has not.
    if (isNews && snapshot.status_history.at(-1)?.type === 'amended')
      this.#orders?.amended(snapshot.order_id);
    else if (isNews) this.#tell(snapshot);
  }

  #tell(snapshot: Snapshot): void {
    this.#saying.say(
      fill(this.words.news, {
        number: snapshot.order_number,
        news: headline(snapshot, wordsOf([this.words.language])),
      }),
    );
  }

  #state(): 'connected' | 'polling' | 'disconnected' | null {
    const { status } = this.#connection;
    if (this.#orders?.isAway) return 'disconnected';
    if (status === 'error') return 'disconnected';
    return this.#orders?.open.length ? status : null;
  }
}

customElements.define('my-orders', MyOrders);
