import type { Snapshot } from '#libs/contracts';
import {
  foundation,
  isFinal,
  labelOf,
  OrderStatusTracker,
  type StatusUpdatedEvent,
  tokens,
  wordsOf,
} from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { homeLink } from '../home-screen/home-link.ts';
import { HomeOffer } from '../home-screen/home-offer.controller.ts';
import { receipt } from '../open-order/receipt.styles.ts';
import { chooseLanguage, type Language, pageLanguage } from '../page-language/page-language.ts';
import { homeView, languagesView } from './foot-views.ts';
import { forgetOrder, forgetOutlived } from './kept-receipt.ts';
import { cleanAddress, type Lead, leadIn, linkOf, type OrderLink } from './link.ts';
import { OrderReading } from './order-reading.controller.ts';
import { awaitedView, deadLinkView, noLinkView, unreachableView } from './plain-views.ts';
import { callView, orderedView, farewellView } from './beside-views.ts';
import { styles } from './tracking-page.styles.ts';
import type { PageWords } from './words/en.ts';
import { wordsIn } from './words/words-of.ts';

type Stage = 'open' | 'completed' | 'stopped';
const stageOf = ({ status }: Snapshot): Stage => {
  if (status === 'completed') return 'completed';
  return isFinal(status) ? 'stopped' : 'open';
};

/** Whether the history says anything that the steps do not. */
const tellsMore = ({ status_history }: Snapshot): boolean =>
  status_history.some(({ type, notes }) => type === 'recalled' || type === 'delayed' || notes !== '');

/** The customer's page: where the order is, whom to call, what was ordered. */
export class TrackingPage extends LitElement {
  static override readonly styles = [tokens, foundation, receipt, styles];
  static override readonly properties: PropertyDeclarations = {
    lead: { state: true },
    snapshot: { state: true },
    language: { state: true },
    triedByHand: { state: true },
  };

  declare private lead: Lead;
  /** The order as the tracker shows it. */
  declare private snapshot: Snapshot | null;
  declare private language: Language;
  declare private triedByHand: boolean;
  readonly #tracker = createRef<OrderStatusTracker>();
  readonly #reading = new OrderReading(this, {
    isKnown: () => this.snapshot !== null,
    onDead: (link) => this.#die(link),
    onBack: () => void this.#tracker.value?.refresh(),
  });
  readonly #homeOffer = new HomeOffer(this, () => this.#onHomeScreen());
  readonly #followHash = (): void => this.#open(leadIn(location.hash));

  constructor() {
    super();
    [this.lead, this.snapshot, this.triedByHand, this.language] = ['none', null, false, pageLanguage()];
    forgetOutlived();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followHash);
    const kept = homeLink.token();
    const lead = leadIn(location.hash);
    this.#open(lead === 'none' && kept !== null ? linkOf(kept) : lead);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followHash);
  }

  protected override render(): TemplateResult {
    const words = wordsIn(this.language);
    return html`<main class=${this.#isPlain() ? '' : 'order'}>
      ${this.#content(words)}${languagesView(this.language, words, (language) => this.#speak(language))}
    </main>`;
  }

  protected override updated(): void {
    document.title = this.#title();
  }

  #isPlain(): boolean {
    return typeof this.lead !== 'object' || this.#reading.isEarly || this.#isUnknown();
  }

  /** Whether there is nothing to show, and nobody to ask. */
  #isUnknown(): boolean {
    return this.snapshot === null && this.#reading.isUnreachable;
  }

  #content(words: PageWords): TemplateResult {
    if (this.lead === 'none') return noLinkView(words);
    if (this.lead === 'broken') return deadLinkView(words);
    if (this.#reading.isEarly) return awaitedView(words);
    const isUnknown = this.#isUnknown();
    return html`${isUnknown ? unreachableView(words, this.#trying()) : html`<h1 class="unseen">${this.#heading(words)}</h1>`}
      <order-status-tracker
        ${ref(this.#tracker)}
        ?hidden=${isUnknown}
        lang=${this.language}
        .token=${this.lead.token}
        ?show-history=${this.snapshot !== null && tellsMore(this.snapshot)}
        @status-updated=${(event: StatusUpdatedEvent) => this.#updated(event)}
        @tracking-refused=${() => this.#reading.refused()}
      ></order-status-tracker>
      ${isUnknown ? nothing : this.#besidesView(words)}`;
  }

  #besidesView(words: PageWords): TemplateResult {
    const { receipt: kept } = this.#reading;
    const stage = this.snapshot ? stageOf(this.snapshot) : 'open';
    return html`<aside>
        ${kept ? html`${callView(kept, words, stage === 'completed')} ${orderedView(kept, words, this.language)} ${stage === 'completed' ? farewellView(kept, words) : nothing}` : nothing}
        ${stage === 'open' && this.snapshot ? homeView(this.#homeOffer, words) : nothing}
      </aside>
      ${stage === 'open' ? html`<footer>${words.staysOpen}</footer>` : nothing}`;
  }

  #trying() {
    const onTry = (): void => {
      this.triedByHand = true;
      this.#reading.askNow();
      void this.#tracker.value?.refresh();
    };
    return { isBusy: this.#reading.isAsking, isInVain: this.triedByHand, onTry };
  }

  #heading({ yourOrder }: PageWords): string {
    return this.snapshot ? `${yourOrder} · ${this.snapshot.restaurant_name}` : yourOrder;
  }

  #title(): string {
    const words = wordsIn(this.language);
    if (this.lead === 'broken') return words.dead.title;
    if (this.snapshot === null) return words.yourOrder;
    const { status, status_info, restaurant_name } = this.snapshot;
    return `${labelOf(status, wordsOf([this.language]), status_info.label)} · ${restaurant_name}`;
  }

  #open(lead: Lead): void {
    cleanAddress();
    [this.lead, this.snapshot, this.triedByHand] = [lead, null, false];
    const link = typeof lead === 'object' ? lead : null;
    this.#reading.turnTo(link);
  }

  #updated({ detail }: StatusUpdatedEvent): void {
    this.snapshot = detail.snapshot;
    if (typeof this.lead === 'object') homeLink.follow(this.lead.token);
  }

  #onHomeScreen(): void {
    if (typeof this.lead === 'object') homeLink.put(this.lead.token);
  }

  #die({ orderId, token }: OrderLink): void {
    forgetOrder(orderId);
    if (homeLink.token() === token) homeLink.clear();
    this.#open('broken');
  }

  #speak(language: Language): void {
    chooseLanguage(language);
    this.language = language;
  }
}

OrderStatusTracker.register();
customElements.define('tracking-page', TrackingPage);
