import type { Order, Snapshot } from '#libs/contracts';
import { foundation, icon, isFinal, orderIdOfToken, OrderStatusTracker, type StatusUpdatedEvent, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { askOrder } from './order-question.ts';
import { callView, receiptView } from './receipt.ts';
import { styles } from './tracking-page.styles.ts';

const ASK_AGAIN_MS = 5_000;

type Link = { readonly state: 'none' } | { readonly state: 'dead' } | { readonly state: 'live'; readonly token: string; readonly orderId: string };

type Stage = 'open' | 'completed' | 'stopped';
const stageOf = ({ status }: Snapshot): Stage => {
  if (status === 'completed') return 'completed';
  return isFinal(status) ? 'stopped' : 'open';
};

/** The token stands behind `#`, which a browser never sends. */
function linkIn(hash: string): Link {
  const token = hash.slice(1);
  if (token === '') return { state: 'none' };
  const orderId = orderIdOfToken(token);
  return orderId === null ? { state: 'dead' } : { state: 'live', token, orderId };
}

/** The customer's page: where the order is, whom to call, what was ordered. */
export class TrackingPage extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = { link: { state: true }, order: { state: true }, stage: { state: true }, tellsMore: { state: true } };

  declare private link: Link;
  declare private order: Order | null;
  declare private stage: Stage;
  /** Whether the history says anything that the steps do not. */
  declare private tellsMore: boolean;
  readonly #followHash = (): void => this.#open(linkIn(location.hash));
  #askAgain: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.link = { state: 'none' };
    this.order = null;
    this.stage = 'open';
    this.tellsMore = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followHash);
    this.#followHash();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followHash);
    clearTimeout(this.#askAgain);
  }

  protected override render(): TemplateResult {
    if (this.link.state === 'none') return noTokenView();
    return this.link.state === 'dead' ? deadLinkView() : this.#orderView(this.link.token);
  }

  #orderView(token: string): TemplateResult {
    const { order, stage, tellsMore } = this;
    return html`<main class="order">
      <order-status-tracker .token=${token} ?show-history=${tellsMore}
        @status-updated=${(event: StatusUpdatedEvent) => this.#updated(event)} @tracking-refused=${() => this.#die()}
      ></order-status-tracker>
      <aside>${order ? html`${callView(order, stage === 'completed')} ${receiptView(order)} ${stage === 'completed' ? thanksView(order) : nothing}` : nothing}</aside>
      ${stage === 'open' ? html`<footer>Keep this page open: it follows your order by itself.</footer>` : nothing}
    </main>`;
  }

  #open(link: Link): void {
    clearTimeout(this.#askAgain);
    [this.link, this.order, this.stage, this.tellsMore] = [link, null, 'open', false];
    if (link.state === 'live') void this.#load(link);
  }

  async #load(link: Extract<Link, { state: 'live' }>): Promise<void> {
    const answer = await askOrder(link.orderId, link.token);
    if (link !== this.link) return;
    if (answer.kind === 'order') this.order = answer.order;
    else if (answer.kind === 'dead') this.#die();
    else this.#askAgain = setTimeout(() => void this.#load(link), ASK_AGAIN_MS);
  }

  #updated({ detail: { snapshot } }: StatusUpdatedEvent): void {
    this.stage = stageOf(snapshot);
    this.tellsMore = snapshot.status_history.some(({ type, notes }) => type === 'recalled' || type === 'delayed' || notes !== '');
    document.title = `${snapshot.status_info.label} · ${snapshot.restaurant_name}`;
  }

  #die(): void {
    this.link = { state: 'dead' };
    document.title = 'This link has ended';
  }
}

const thanksView = ({ restaurant }: Order): TemplateResult =>
  html`<p class="thanks">Thank you for choosing ${restaurant.name}.</p>`;

const plainView = (title: string, text: string): TemplateResult => html`
  <main><div class="plain"><span class="sign">${icon('link')}</span><h1>${title}</h1><p>${text}</p></div></main>`;

const noTokenView = (): TemplateResult =>
  plainView('Open the link from your message', 'This page shows one order. The link in your text message or e‑mail, or the code on your receipt, leads straight to it.');

const deadLinkView = (): TemplateResult =>
  plainView('This link no longer works', 'Tracking links end a day after the order, and when the restaurant makes a new one. Your order itself is not affected. If you still wait for it, call the restaurant.');

OrderStatusTracker.register();
customElements.define('tracking-page', TrackingPage);
