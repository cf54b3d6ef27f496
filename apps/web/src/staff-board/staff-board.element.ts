import type { Order } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import '../board-bar/board-bar.element.ts';
import type { BarWish } from '../board-bar/board-bar.element.ts';
import type { BoardColumn } from '../board-column/board-column.element.ts';
import '../board-column/board-column.element.ts';
import { BoardKeys } from '../board-keys/board-keys.controller.ts';
import { cardTowards, placeOfKeyboard } from '../board-keys/card-steps.ts';
import type { KeyAct } from '../board-keys/keys.ts';
import { BoardLayout, type LaidColumn } from '../board-layout/board-layout.ts';
import { everything, type Filter, isFiltered } from '../board-layout/filter.ts';
import { Hold } from '../board-layout/hold.controller.ts';
import { type Column, type ViewName, views } from '../board-layout/views.ts';
import { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { forwardStep } from '../board-orders/steps.ts';
import type { BoardSession } from '../board-session/session.ts';
import { emit } from '../controls/emit.ts';
import { Bell } from '../new-orders/bell.ts';
import { FreshOrders } from '../new-orders/fresh-orders.ts';
import '../undo-strip/undo-strip.element.ts';
import { cardViewOf, PATIENCE_MS } from './card-view.ts';
import { Choice } from './choice.ts';
import { dialogView, type Open } from './dialogs.ts';
import { styles } from './staff-board.styles.ts';

const TICK_MS = 1_000;
/** A second tap on the same card at the same place, this soon, was meant for the step before. */
const SECOND_TAP_MS = 600;

/**
 * The restaurant's open orders by status, live. It is made with a session and lives as long as that session.
 * @fires view-picked page-wanted session-left
 */
export class StaffBoard extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    view: { attribute: false },
    filter: { state: true },
    open: { state: true },
  };

  declare session: BoardSession;
  declare view: ViewName;
  declare private filter: Filter;
  declare private open: Open | null;
  readonly #hold = new Hold(this);
  readonly #layout = new BoardLayout();
  readonly #fresh = new FreshOrders();
  readonly #bell = new Bell();
  readonly #choice = new Choice(() => this.requestUpdate());
  #orders: BoardOrders | null = null;
  #tick: ReturnType<typeof setInterval> | undefined;
  #tapped = { place: '', at: 0 };

  constructor() {
    super();
    this.filter = everything;
    this.open = null;
    new BoardKeys(this, (act) => this.#act(act));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => this.requestUpdate(), TICK_MS);
    this.addEventListener('pointerdown', () => this.#bell.unlock());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  protected override willUpdate(): void {
    this.#orders ??= new BoardOrders(this, this.session);
    if (this.#orders.isKnown) this.#listen(this.#orders);
  }

  protected override render(): TemplateResult | typeof nothing {
    const orders = this.#orders;
    if (orders === null) return nothing;
    const { role, name } = this.session.user;
    const { live, moving, notices } = orders;
    return html` <board-bar
        .view=${this.view}
        .filter=${this.filter}
        .now=${Date.now()}
        .who=${name}
        .hasSound=${this.#bell.isOn}
        .isChoosing=${this.#choice.isOn}
        .canPlace=${role !== 'kitchen' && role !== 'courier'}
        .canManage=${role === 'admin' || role === 'manager'}
        .connection=${{ status: live.status, heardAt: live.heardAt, startedAt: live.startedAt, isKnown: orders.isKnown, waiting: moving.waiting(live.status === 'connected' ? PATIENCE_MS : undefined) }}
        @filter-changed=${(event: HTMLElementEventMap['filter-changed']) => (this.filter = event.detail.filter)}
        @sound-toggled=${() => this.#toggleSound()}
        @choosing-toggled=${() => this.#choice.toggle()}
        @bar-wish=${(event: HTMLElementEventMap['bar-wish']) => this.#wish(event.detail.wish)}
      ></board-bar>
      <main
        tabindex="-1"
        aria-label="Orders by status"
        aria-busy=${!orders.isKnown}
        @card-forward=${(event: HTMLElementEventMap['card-forward']) => this.#forward(event)}
        @card-open=${({ detail: { order } }: HTMLElementEventMap['card-open']) => (this.open = { kind: 'order', orderId: order.order_id })}
        @card-touched=${({ detail: { order } }: HTMLElementEventMap['card-touched']) => this.#touched(order)}
        @card-chosen=${({ detail: { order } }: HTMLElementEventMap['card-chosen']) => this.#choice.switch(order)}
        @column-chosen=${(event: HTMLElementEventMap['column-chosen']) => this.#choice.add(event.detail.orders)}
      >
        ${this.#lay(orders).map((column) => this.#columnView(column, orders))}
      </main>
      <undo-strip
        .offers=${moving.offers.all}
        .notices=${notices.all}
        .chosen=${this.#choice.isOn ? { count: this.#choice.size } : null}
        .now=${Date.now()}
        @undo=${(event: HTMLElementEventMap['undo']) => this.#undo(event.detail.offer)}
        @notice-seen=${(event: HTMLElementEventMap['notice-seen']) => notices.dismiss(event.detail.id)}
        @notices-wanted=${() => (this.open = { kind: 'notices' })}
        @chosen-forward=${() => this.#forwardChosen()}
        @choosing-toggled=${() => this.#choice.toggle()}
        @focus-lost=${() => this.#keepFocus()}
      ></undo-strip>
      ${this.open === null ? nothing : this.#dialogView(this.open, orders)}`;
  }

  #columnView({ column, slots }: LaidColumn, orders: BoardOrders): TemplateResult {
    const ground = {
      orders,
      role: this.session.user.role,
      now: this.session.clock.now(),
      fresh: this.#fresh,
      choice: this.#choice,
    };
    return html`<board-column
      .name=${column.title}
      .cards=${slots.flatMap((slot) => cardViewOf(slot, ground) ?? [])}
      .empty=${orders.isKnown ? this.#emptyWords(column) : null}
      .showsStatus=${column.statuses.length !== 1}
      .showsContact=${this.view === 'driver'}
    ></board-column>`;
  }

  /** With a filter, that there is none to be seen does not say that there is none. */
  #emptyWords({ empty }: Column): string {
    return isFiltered(this.filter) ? 'None that match' : empty;
  }

  #dialogView(open: Open, orders: BoardOrders): TemplateResult | typeof nothing {
    const show = (next: Open | null): void => void (this.open = next);
    const closed = (over: Open): void => {
      if (this.open === over) show(null);
      this.#keepFocus();
    };
    return dialogView(open, { orders, session: this.session, fresh: this.#fresh, show, closed });
  }

  /** What had the focus may be gone: the keyboard goes on from the orders, and from none of them, which Enter would move on. */
  #keepFocus(): void {
    if (document.activeElement === document.body)
      this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
  }

  #lay(orders: BoardOrders): readonly LaidColumn[] {
    return this.#layout.lay(orders.all, {
      view: views[this.view],
      filter: this.filter,
      now: this.session.clock.now(),
      isHeld: this.#hold.isHeld,
    });
  }

  /** Rings for what came into the view's first column. */
  #listen(orders: BoardOrders): void {
    const {
      columns: [first],
      kinds,
    } = views[this.view];
    const ids = orders.all
      .filter(({ status, fulfilment }) => first?.statuses.includes(status) && kinds.includes(fulfilment))
      .map(({ order_id }) => order_id);
    if (this.#fresh.see(this.view, ids)) this.#bell.ring();
  }

  #forward({ detail: { order, step }, target }: HTMLElementEventMap['card-forward']): void {
    const place = `${order.order_id} ${(target as BoardColumn).name}`;
    const isSecondTap = this.#tapped.place === place && Date.now() - this.#tapped.at < SECOND_TAP_MS;
    this.#tapped = { place, at: Date.now() };
    if (!isSecondTap) this.#orders?.moving.take([{ order, to: step.to }]);
  }

  #forwardChosen(): void {
    const { role } = this.session.user;
    const chosen = (this.#orders?.all ?? []).filter(({ order_id }) => this.#choice.has(order_id));
    this.#orders?.moving.take(
      chosen.flatMap((order) => {
        const step = forwardStep(order, role);
        return step ? [{ order, to: step.to }] : [];
      }),
    );
    this.#choice.toggle();
  }

  #undo(offer: HTMLElementEventMap['undo']['detail']['offer']): void {
    for (const { order_id } of offer.moves) this.#fresh.expect(order_id);
    this.#orders?.moving.undo(offer);
  }

  #touched({ order_id }: Order): void {
    this.#fresh.touched(order_id);
    this.requestUpdate();
  }

  #toggleSound(): void {
    this.#bell.toggle();
    this.requestUpdate();
  }

  #wish(wish: BarWish): void {
    if (wish === 'place' || wish === 'finished' || wish === 'guide' || wish === 'keys')
      this.open = { kind: wish };
    else if (wish === 'leave') emit(this, 'session-left');
    else emit(this, 'page-wanted', { page: wish });
  }

  #act(act: KeyAct): void {
    const columns = [...this.renderRoot.querySelectorAll('board-column')];
    const order = placeOfKeyboard(columns)?.card.order;
    const latest = this.#orders?.moving.offers.latest;
    if (act === 'up' || act === 'down' || act === 'left' || act === 'right')
      cardTowards(columns, act)?.focus();
    else if (act === 'counter' || act === 'kitchen' || act === 'driver')
      emit(this, 'view-picked', { view: act });
    else if (act === 'open') {
      if (order) this.open = { kind: 'order', orderId: order.order_id };
    } else if (act === 'choose') {
      if (order) this.#choice.switch(order);
    } else if (act === 'undo') {
      if (latest) this.#undo(latest);
    } else if (act === 'forward-chosen') {
      if (this.#choice.isOn) this.#forwardChosen();
    } else if (act === 'search') this.renderRoot.querySelector('board-bar')?.search();
    else if (act === 'sound') this.#toggleSound();
    else this.#wish(act);
  }
}

customElements.define('staff-board', StaffBoard);
