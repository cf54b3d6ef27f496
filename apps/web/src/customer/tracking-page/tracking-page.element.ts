import { hasTasted, isCalledOff } from '#libs/order-model';
import type { Snapshot } from '#libs/contracts';
import {
  foundation,
  isOverdue,
  labelOf,
  OrderStatusTracker,
  type StatusUpdatedEvent,
  Ticking,
  tokens,
  wordsOf,
} from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { homeLink } from '../home-screen/home-link.ts';
import { HomeOffer } from '../home-screen/home-offer.controller.ts';
import { receipt } from '../open-order/receipt.styles.ts';
import '../order-feedback/order-feedback.element.ts';
import { feedbackByLink } from '../order-feedback/send-feedback.ts';
import { chooseLanguage, type Language, pageLanguage } from '../../ui/page-language/page-language.ts';
import { endedAt } from './ended-at.ts';
import { homeView, languagesView } from './foot-views.ts';
import { forgetOrder, type Receipt, removeExpired } from './kept-receipt.ts';
import { cleanAddress, type Lead, leadIn, linkOf, type OrderLink } from './link.ts';
import { OrderReading } from './order-reading.controller.ts';
import { awaitedView, deadLinkView, noLinkView, unreachableView } from './plain-views.ts';
import { callView, orderedView, farewellView } from './beside-views.ts';
import { styles } from './tracking-page.styles.ts';
import type { PageWords } from './words/en.ts';
import { wordsIn } from './words/words-of.ts';

type Stage = 'open' | 'ended' | 'stopped';
const stageOf = (snapshot: Snapshot): Stage => {
  if (isCalledOff(snapshot.status)) return 'stopped';
  return endedAt(snapshot) === null ? 'open' : 'ended';
};

/** Whether calling is the answer: it was called off or not handed over, or takes longer than thought. */
const isTrouble = (order: Snapshot): boolean =>
  isCalledOff(order.status) || order.status === 'delivery_failed' || isOverdue(order);

const amendmentsOf = (snapshot: Snapshot | null): number =>
  snapshot?.status_history.findLast(({ type }) => type === 'amended')?.version ?? 0;

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
    removeExpired();
    new Ticking(this);
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
    return html`${isUnknown ? unreachableView(words, this.#trying()) : nothing}
      ${this.snapshot === null && !isUnknown ? html`<h1 class="unseen">${words.yourOrder}</h1>` : nothing}
      <order-status-tracker
        ${ref(this.#tracker)}
        heading
        hide-call
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
        ${kept ? this.#receiptView(kept, stage, words) : nothing} ${this.#feedbackView()}
        ${stage === 'open' && this.snapshot ? homeView(this.#homeOffer, words) : nothing}
      </aside>
      ${stage === 'open' ? html`<footer>${words.staysOpen}</footer>` : nothing}`;
  }

  #feedbackView(): TemplateResult | typeof nothing {
    const { snapshot, lead } = this;
    if (snapshot === null || typeof lead !== 'object' || !hasTasted(snapshot)) return nothing;
    return html`<order-feedback
      .orderId=${lead.orderId}
      .language=${this.language}
      .send=${feedbackByLink(lead.orderId, lead.token)}
    ></order-feedback>`;
  }

  #receiptView(kept: Receipt, stage: Stage, words: PageWords): TemplateResult {
    const { snapshot } = this;
    return html`${callView(kept, words, !(snapshot && isTrouble(snapshot)))}
    ${orderedView(kept, words, this.language, snapshot)}
    ${stage === 'ended' ? farewellView(kept, words) : nothing}`;
  }

  #trying() {
    const onTry = (): void => {
      this.triedByHand = true;
      this.#reading.askNow();
      void this.#tracker.value?.refresh();
    };
    return { isBusy: this.#reading.isAsking, isInVain: this.triedByHand, onTry };
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
    this.#reading.read(link);
  }

  #updated({ detail }: StatusUpdatedEvent): void {
    if (this.snapshot && amendmentsOf(detail.snapshot) > amendmentsOf(this.snapshot))
      this.#reading.askAfresh();
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
