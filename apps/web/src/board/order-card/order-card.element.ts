import type { Order } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Step } from '../board-orders/steps.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import { itemLineStyles } from '../order-content/item-lines.styles.ts';
import { itemLines } from '../order-content/item-lines.ts';
import { labelOf } from '../order-content/status-label.ts';
import { attentionsOf } from '../attention/attention-words.ts';
import { type AcceptCountdown, isSameCountdown } from './accept-countdown.ts';
import { type Age, isSameAge } from './age.ts';
import { ageRing } from './age-ring.ts';
import './card-events.ts';
import {
  acceptView,
  allergensView,
  attentionView,
  contactView,
  draftView,
  fullNumberView,
  keptView,
  moneyView,
  notesView,
  refusalView,
  scheduledView,
  statusView,
  wishView,
} from './card-views.ts';
import { styles } from './order-card.styles.ts';
import { placeOf } from './place-words.ts';

/** Whether cards are being picked to move together, and this one is among them. */
export type Choosing = 'off' | 'open' | 'chosen';

/** Something in one of these knows what to do with a tap itself. */
const takesTaps = 'button, a';

/**
 * One order, to be read from two metres; its lower edge is the button that moves it on, everything else opens
 * it.
 * @fires card-forward card-open card-touched card-chosen
 */
export class OrderCard extends LitElement {
  static override readonly styles = [tokens, foundation, itemLineStyles, styles];
  static override readonly properties: PropertyDeclarations = {
    order: { attribute: false },
    age: {
      attribute: false,
      hasChanged: (age: Age, before: Age | undefined) => before === undefined || !isSameAge(age, before),
    },
    accept: {
      attribute: false,
      hasChanged: (accept: AcceptCountdown | null, before: AcceptCountdown | null | undefined) =>
        before === undefined || !isSameCountdown(accept, before),
    },
    step: {
      attribute: false,
      hasChanged: (step: Step | null, before: Step | null | undefined) =>
        step?.to !== before?.to || step?.verb !== before?.verb,
    },
    isKept: { attribute: false },
    refusal: { attribute: false },
    hasLeft: { attribute: false },
    isFresh: { attribute: false },
    hasDraft: { attribute: false },
    choosing: { attribute: false },
    showsStatus: { attribute: false },
    showsContact: { attribute: false },
    takesMoney: { attribute: false },
  };

  declare order: Order;
  declare age: Age;
  /** How long there is to accept it; null where nobody has to. */
  declare accept: AcceptCountdown | null;
  declare step: Step | null;
  /** A step of it waits to be sent. */
  declare isKept: boolean;
  /** Why its last step was not taken. */
  declare refusal: string | null;
  /** It stands elsewhere now; this is the place that it left. */
  declare hasLeft: boolean;
  /** Nobody has touched it since it came. */
  declare isFresh: boolean;
  /** A note for it has not gone along with a step yet. */
  declare hasDraft: boolean;
  declare choosing: Choosing;
  /** For a column of several statuses. */
  declare showsStatus: boolean;
  /** For whoever brings it. */
  declare showsContact: boolean;
  /** What is to be paid concerns whoever looks at it. */
  declare takesMoney: boolean;

  protected override render(): TemplateResult {
    const { order } = this;
    const classes = `card ${order.status_info.color} ${this.isFresh ? 'fresh' : ''} ${attentionsOf(order).length > 0 ? 'calling' : ''} ${this.hasLeft ? 'left' : ''} ${this.choosing}`;
    return html`<article
      class=${classes}
      aria-labelledby="number"
      ?inert=${this.hasLeft}
      @pointerdown=${() => this.#tell('card-touched')}
      @click=${(event: Event) => this.#tapped(event)}
    >
      <header>
        <h3 id="number" class="number" title=${order.order_number}>${order.display_number}</h3>
        ${order.status === 'scheduled' ? nothing : ageRing(this.age)}
        <button
          class="more"
          type="button"
          aria-label="More for ${order.display_number}"
          @click=${() => this.#tell('card-open')}
        >
          ${sign('more')}
        </button>
      </header>
      <p class="where">
        <span>${placeOf(order)}</span
        >${this.age.tone === 'red' ? html`<strong class="late red">late</strong>` : nothing}
      </p>
      ${attentionView(order)} ${this.accept ? acceptView(this.accept) : nothing} ${scheduledView(order)}
      ${fullNumberView(order)} ${allergensView(order)}
      ${this.showsStatus || order.status === 'delivery_failed' ? statusView(order) : nothing}
      ${this.refusal === null ? nothing : refusalView(this.refusal)} ${this.isKept ? keptView() : nothing}
      ${this.hasDraft ? draftView() : nothing} ${wishView(order)} ${notesView(order)}
      ${itemLines(order, null)} ${moneyView(order, this.takesMoney)}
      ${this.showsContact ? contactView(order) : nothing} ${this.#edgeView()}
      ${
        this.hasLeft
          ? html`<p class="gone"><span>${icon('check')}${labelOf(order.status)}</span></p>`
          : nothing
      }
    </article>`;
  }

  #edgeView(): TemplateResult | typeof nothing {
    const { choosing, step } = this;
    if (choosing !== 'off') {
      const isChosen = choosing === 'chosen';
      return html`<button
        class="edge choose"
        type="button"
        aria-pressed=${isChosen}
        ?disabled=${step === null}
        @click=${() => this.#tell('card-chosen')}
      >
        ${isChosen ? icon('check') : nothing}${
          isChosen ? 'Chosen' : step === null ? 'Cannot be moved' : 'Choose'
        }
      </button>`;
    }
    if (step === null) return nothing;
    return html`<button
      class="edge forward"
      type="button"
      @click=${() => emit(this, 'card-forward', { order: this.order, step })}
    >
      ${step.verb}
    </button>`;
  }

  #tapped(event: Event): void {
    const isMeantFor = event
      .composedPath()
      .some((target) => target instanceof Element && target.matches(takesTaps));
    if (!isMeantFor) this.#tell(this.choosing === 'off' ? 'card-open' : 'card-chosen');
  }

  #tell(type: 'card-open' | 'card-touched' | 'card-chosen'): void {
    if (type !== 'card-chosen' || this.step !== null) emit(this, type, { order: this.order });
  }

  /** Where the keyboard goes when it comes to this card. */
  override focus(): void {
    const edge = this.renderRoot.querySelector<HTMLElement>('button.edge:enabled');
    (edge ?? this.renderRoot.querySelector<HTMLElement>('.more'))?.focus();
    this.scrollIntoView({ block: 'nearest' });
  }
}

customElements.define('order-card', OrderCard);

declare global {
  interface HTMLElementTagNameMap {
    'order-card': OrderCard;
  }
}
