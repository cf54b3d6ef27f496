import type { Order, Reason, Snapshot } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { hasSteps, mayPlace, mayTakeMoney, needsReason, type Step } from '../board-orders/steps.ts';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import '../../ui/dialog-frame/dialog-frame.element.ts';
import { SecondTap } from '../../ui/second-tap/second-tap.ts';
import { TapThrough } from '../../ui/second-tap/tap-through.controller.ts';
import type { NoteDrafts } from '../note-fields/note-drafts.ts';
import type { NoteFields } from '../note-fields/note-fields.element.ts';
import '../note-fields/note-fields.element.ts';
import '../customer-feedback/customer-feedback.element.ts';
import '../order-link/order-link.element.ts';
import '../order-time/order-time.element.ts';
import '../../ui/order-timeline/order-timeline.element.ts';
import '../reason-panel/reason-panel.element.ts';
import { itemLineStyles } from '../order-content/item-lines.styles.ts';
import { type Asking, askingView } from './asking.ts';
import { styles } from './order-sheet.styles.ts';
import {
  contactView,
  delayView,
  headingView,
  itemsView,
  paymentView,
  stepsView,
  undoView,
} from './sheet-views.ts';

/**
 * All of one order, and everything that can be done with it.
 * @fires closed order-recalled order-again
 */
export class OrderSheet extends LitElement {
  static override readonly styles = [tokens, foundation, controls, itemLineStyles, styles];
  static override readonly properties: PropertyDeclarations = {
    orders: { attribute: false },
    order: { attribute: false },
    session: { attribute: false },
    now: { attribute: false },
    noteDrafts: { attribute: false },
    snapshot: { state: true },
    asking: { state: true },
  };

  declare orders: BoardOrders;
  /** As the board shows it. */
  declare order: Order;
  declare session: BoardSession;
  /** By the server's clock, in ms. */
  declare now: number;
  declare noteDrafts: NoteDrafts;
  declare private snapshot: Snapshot | null;
  declare private asking: Asking | null;
  #read = '';
  readonly #taps = new SecondTap();
  readonly #tapThrough = new TapThrough(this);

  constructor() {
    super();
    [this.snapshot, this.asking] = [null, null];
  }

  protected override willUpdate(): void {
    void this.#readAnew();
  }

  protected override render(): TemplateResult {
    const { order, asking, snapshot } = this;
    return html`<dialog-frame side>
      ${headingView(order, this.now)}
      ${
        asking
          ? askingView(asking, order, {
              onReason: (reason) => this.#answer(asking, reason),
              onDrop: () => this.#answered(),
            })
          : this.#actsView()
      }
      <note-fields
        .drafts=${this.noteDrafts}
        .draft=${this.noteDrafts.of(order.order_id)}
        .orderId=${order.order_id}
        ?hidden=${!hasSteps(order, this.session.user.role)}
      ></note-fields>
      <section>
        <h3>Items</h3>
        ${itemsView(order)} ${contactView(order)}
        ${
          mayPlace(this.session.user.role)
            ? html`<button
                class="button again"
                type="button"
                @click=${() => emit(this, 'order-again', { order })}
              >
                ${sign('plus')}Order it again
              </button>`
            : nothing
        }
      </section>
      ${
        snapshot?.ended === true
          ? html`<customer-feedback
              .api=${this.orders.api}
              .order=${order}
              .snapshot=${snapshot}
            ></customer-feedback>`
          : nothing
      }
      ${paymentView(order, mayTakeMoney(this.session.user.role), (payment) => this.#pay(payment))}
      <section>
        <h3>What happened</h3>
        ${
          snapshot
            ? html`<order-timeline
                .entries=${snapshot.status_history}
                .payment=${snapshot.payment}
              ></order-timeline>`
            : html`<p class="quiet">${this.#isAway ? 'Shown once the connection is back.' : 'Reading…'}</p>`
        }
      </section>
      <section>
        <h3>Tracking link</h3>
        <order-link .order=${order} .session=${this.session}></order-link>
      </section>
    </dialog-frame>`;
  }

  #actsView(): TemplateResult {
    const { order, now } = this;
    const { role } = this.session.user;
    const kept = this.orders.moving.kept.latestOf(order.order_id);
    const refusal = this.orders.notices.about(order.order_id);
    return html` ${refusal ? html`<p class="alert red" role="alert">${refusal.text}</p>` : nothing}
    ${stepsView(order, role, (step) => this.#step(step))}
    ${
      role === 'courier' ? nothing : delayView(order, (minutes) => (this.asking = { kind: 'delay', minutes }))
    }
    ${this.#timeView()}
    ${undoView(
      { order, kept, now },
      { onKept: () => this.#undoKept(), onRecall: () => (this.asking = { kind: 'recall' }) },
    )}`;
  }

  /** Whoever takes orders says for when they are. */
  #timeView(): TemplateResult | typeof nothing {
    const { status, scheduled_for } = this.order;
    if (status !== 'scheduled' || !scheduled_for || !mayPlace(this.session.user.role)) return nothing;
    return html`<order-time
      .time=${scheduled_for}
      @time-chosen=${({ detail }: HTMLElementEventMap['time-chosen']) =>
        this.orders.moving.amend(this.order, { scheduled_for: detail.time })}
    ></order-time>`;
  }

  get #isAway(): boolean {
    return this.orders.live.status !== 'connected';
  }

  get #notes(): NoteFields | null {
    return this.renderRoot.querySelector('note-fields');
  }

  #step(step: Step): void {
    if (needsReason(step.to)) this.asking = { kind: 'step', step };
    else this.#take(step);
  }

  /** The buttons of the sheet come to light again where the question was. */
  #answered(): void {
    this.asking = null;
    this.#tapThrough.closed();
  }

  /** The button that takes it back stands where the one that says it stood. */
  #pay(payment: Order['payment']): void {
    if (!this.#taps.isAt('payment')) this.orders.moving.amend(this.order, { payment });
  }

  #answer(asking: Asking, reason: Reason): void {
    this.#answered();
    const notes = this.#notes?.notes ?? '';
    const body = { reason, ...(notes !== '' && { notes }) };
    if (asking.kind === 'step') {
      this.#take(asking.step, reason);
      return;
    }
    if (asking.kind === 'delay') this.orders.moving.delay(this.order, { ...body, minutes: asking.minutes });
    else this.#recall(body);
    this.#notes?.clearSaid();
  }

  #recall(body: { readonly reason: Reason; readonly notes?: string }): void {
    emit(this, 'order-recalled');
    this.orders.moving.recall(this.order, body);
  }

  #take({ to }: Step, reason?: Reason): void {
    const { notes = '', internalNotes = '' } = this.#notes ?? {};
    this.orders.moving.take([
      {
        order: this.order,
        to,
        ...(reason && { reason }),
        ...(notes && { notes }),
        ...(internalNotes && { internal_notes: internalNotes }),
      },
    ]);
    this.#notes?.clear();
    this.renderRoot.querySelector('dialog-frame')?.close();
  }

  #undoKept(): void {
    this.orders.moving.undoKept(this.order.order_id);
    this.#tapThrough.closed();
  }

  /** Its history is read when it is opened, and with each new version. */
  async #readAnew(): Promise<void> {
    const { order_id, version } = this.order;
    const wanted = `${order_id} ${version} ${this.#isAway}`;
    if (wanted === this.#read) return;
    this.#read = wanted;
    const details = await this.orders.api.details(order_id);
    if (details === null || this.#read !== wanted) return;
    this.snapshot = details.snapshot;
    this.orders.put({ ...details.order, allowed: details.snapshot.allowed });
  }
}

customElements.define('order-sheet', OrderSheet);

declare global {
  interface HTMLElementTagNameMap {
    'order-sheet': OrderSheet;
  }
  interface HTMLElementEventMap {
    'order-recalled': CustomEvent;
    'order-again': CustomEvent<{ readonly order: Order }>;
  }
}
