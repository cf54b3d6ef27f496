import type { Order } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BarWish } from '../board-bar/board-bar.element.ts';
import type { BoardColumn } from '../board-column/board-column.element.ts';
import { goToCard } from '../board-keys/card-steps.ts';
import { BoardKeys } from '../board-keys/board-keys.controller.ts';
import type { KeyAct } from '../board-keys/keys.ts';
import { BoardLayout, type LaidColumn } from '../board-layout/board-layout.ts';
import { everything, type Filter } from '../board-layout/filter.ts';
import { Hold } from '../board-layout/hold.controller.ts';
import { type ViewName, views } from '../board-layout/views.ts';
import { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { forwardStep } from '../board-orders/steps.ts';
import type { BoardSession } from '../../account/board-session/session.ts';
import { emit } from '../../ui/controls/emit.ts';
import { SecondTap } from '../../ui/second-tap/second-tap.ts';
import { TapThrough } from '../../ui/second-tap/tap-through.controller.ts';
import type { SoundState } from '../new-orders/bell.ts';
import { NoteDrafts } from '../note-fields/note-drafts.ts';
import { PhoneDrafts } from '../phone-order/phone-drafts.ts';
import '../undo-strip/undo-strip.element.ts';
import { Alerts } from './alerts.ts';
import { barView } from './bar-view.ts';
import { Choice } from './choice.ts';
import { columnView } from './column-view.ts';
import { dialogView, type Open } from './dialogs.ts';
import { actOnKey } from './key-acts.ts';
import { styles } from './staff-board.styles.ts';
import { TitleCount } from './title-count.ts';

const TICK_MS = 1_000;

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
    isLaterOpen: { state: true },
  };

  declare session: BoardSession;
  declare view: ViewName;
  declare private filter: Filter;
  declare private open: Open | null;
  /** Whether what is for later stands unfolded. */
  declare private isLaterOpen: boolean;
  readonly #hold = new Hold(this);
  readonly #layout = new BoardLayout();
  readonly #alerts = new Alerts(() => this.requestUpdate());
  readonly #titleCount = new TitleCount();
  readonly #choice = new Choice(() => this.requestUpdate());
  #orders: BoardOrders | null = null;
  #phoneDrafts: PhoneDrafts | null = null;
  readonly #noteDrafts = new NoteDrafts(() => this.requestUpdate());
  #tick: ReturnType<typeof setInterval> | undefined;
  readonly #taps = new SecondTap();
  readonly #tapThrough = new TapThrough(this);
  /** The browser lets a page sound once someone has touched it. */
  readonly #gestured = (): void => this.#alerts.bell.unlock();

  constructor() {
    super();
    this.filter = everything;
    [this.open, this.isLaterOpen] = [null, false];
    new BoardKeys(this, (act) => (act === 'stop-choosing' ? this.#stopChoosing() : this.#act(act)));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => this.requestUpdate(), TICK_MS);
    addEventListener('pointerup', this.#gestured);
    addEventListener('keydown', this.#gestured);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    this.#titleCount.show(0);
    removeEventListener('pointerup', this.#gestured);
    removeEventListener('keydown', this.#gestured);
  }

  protected override willUpdate(): void {
    this.#orders ??= new BoardOrders(this, this.session, this.#noteDrafts, (id, status) =>
      this.#alerts.fresh.expect(id, status),
    );
    if (this.#orders.isKnown) this.#listen(this.#orders);
  }

  protected override render(): TemplateResult | typeof nothing {
    const orders = this.#orders;
    if (orders === null) return nothing;
    const { moving, notices } = orders;
    return html`<div
        class="top"
        @filter-changed=${(event: HTMLElementEventMap['filter-changed']) =>
          (this.filter = event.detail.filter)}
        @sound-toggled=${(event: HTMLElementEventMap['sound-toggled']) =>
          this.#toggleSound(event.detail.shown)}
        @choosing-toggled=${() => this.#choice.toggle()}
        @bar-wish=${(event: HTMLElementEventMap['bar-wish']) => this.#wish(event.detail.wish)}
        @pace-wanted=${(event: HTMLElementEventMap['pace-wanted']) => void orders.pace.set(event.detail.pace)}
        @attention-looked=${(event: HTMLElementEventMap['attention-looked']) =>
          this.#alerts.looked(event.detail.orders)}
        @attention-picked=${(event: HTMLElementEventMap['attention-picked']) =>
          void this.#goTo(event.detail.order)}
      >
        ${barView({
          orders,
          session: this.session,
          view: this.view,
          filter: this.filter,
          sound: this.#alerts.bell.state,
          isChoosing: this.#choice.isOn,
          calling: this.#alerts.calling,
        })}
      </div>
      <main
        tabindex="-1"
        aria-label="Orders by status"
        aria-busy=${!orders.isKnown}
        @card-forward=${(event: HTMLElementEventMap['card-forward']) => this.#forward(event)}
        @card-open=${({ detail: { order } }: HTMLElementEventMap['card-open']) =>
          (this.open = { kind: 'order', orderId: order.order_id })}
        @card-touched=${({ detail: { order } }: HTMLElementEventMap['card-touched']) => this.#touched(order)}
        @card-chosen=${({ detail: { order } }: HTMLElementEventMap['card-chosen']) =>
          this.#taps.isAt(`choose ${order.order_id}`) || this.#choice.switch(order)}
        @later-toggled=${() => this.#toggleLater()}
        @column-chosen=${(event: HTMLElementEventMap['column-chosen']) =>
          this.#choice.add(event.detail.orders)}
      >
        ${this.#lay(orders).map((column) => this.#columnView(column, orders))}
      </main>
      <undo-strip
        .offers=${moving.offers.all}
        .notices=${notices.all}
        .chosen=${this.#choice.isOn ? { count: this.#choice.size } : null}
        .now=${Date.now()}
        @undo=${(event: HTMLElementEventMap['undo']) =>
          this.#taps.isAt('undo') || this.#undo(event.detail.offer)}
        @notice-seen=${(event: HTMLElementEventMap['notice-seen']) =>
          this.#taps.isAt('notice') || notices.dismiss(event.detail.id)}
        @notices-wanted=${() => (this.open = { kind: 'notices' })}
        @chosen-forward=${() => this.#forwardChosen()}
        @choosing-toggled=${() => this.#choice.toggle()}
        @focus-lost=${() => this.#keepFocus()}
        @click=${() => this.#tapThrough.closed()}
      ></undo-strip>
      ${this.open === null ? nothing : this.#dialogView(this.open, orders)}`;
  }

  #columnView(laid: LaidColumn, orders: BoardOrders): TemplateResult {
    return columnView(laid, {
      orders,
      role: this.session.user.role,
      now: this.session.clock.now(),
      fresh: this.#alerts.fresh,
      choice: this.#choice,
      noteDrafts: this.#noteDrafts,
      view: this.view,
      filter: this.filter,
      isLaterOpen: this.isLaterOpen,
    });
  }

  #dialogView(open: Open, orders: BoardOrders): TemplateResult | typeof nothing {
    const show = (next: Open | null): void => void (this.open = next);
    const closed = (over: Open): void => {
      if (this.open === over) show(null);
      this.#tapThrough.closed();
      this.#keepFocus();
    };
    const phoneDrafts = (this.#phoneDrafts ??= new PhoneDrafts((order, key) => orders.api.place(order, key)));
    return dialogView(open, {
      orders,
      session: this.session,
      phoneDrafts,
      noteDrafts: this.#noteDrafts,
      recalled: () => this.#hold.release(),
      show,
      closed,
    });
  }

  /**
   * What had the focus may be gone: the keyboard goes on from the orders, and from none of them, which Enter
   * would move on.
   */
  #keepFocus(): void {
    if (document.activeElement === document.body)
      this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
  }

  #lay(orders: BoardOrders): readonly LaidColumn[] {
    return this.#layout.lay(orders.all, {
      view: views[this.view],
      filter: this.filter,
      now: this.session.clock.now(),
      hand: this.#hold.hand,
    });
  }

  /** Rings for what came, and for what calls for attention. */
  #listen(orders: BoardOrders): void {
    this.#alerts.see(orders.all, views[this.view], Date.now());
    this.#titleCount.show(this.#alerts.calling.length);
  }

  /** To its card, whatever hides it. */
  async #goTo(order: Order): Promise<void> {
    this.#alerts.looked([order]);
    this.filter = everything;
    await this.updateComplete;
    await goToCard([...this.renderRoot.querySelectorAll('board-column')], order.order_id);
  }

  /** The keyboard stays at what folds it. */
  async #toggleLater(): Promise<void> {
    this.isLaterOpen = !this.isLaterOpen;
    await this.updateComplete;
    const folds = this.renderRoot.querySelector<HTMLElement>('.fold, later-strip');
    folds?.focus();
  }

  #forward({ detail: { order, step }, target }: HTMLElementEventMap['card-forward']): void {
    const place = `${order.order_id} ${(target as BoardColumn).name}`;
    if (!this.#taps.isAt(place)) this.#orders?.moving.take([{ order, to: step.to }]);
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
    this.#hold.release();
    this.#orders?.moving.undo(offer);
  }

  #touched(order: Order): void {
    this.#alerts.looked([order]);
    this.requestUpdate();
  }

  #toggleSound(shown: SoundState): void {
    this.#alerts.bell.toggle(shown);
    this.requestUpdate();
  }

  #wish(wish: BarWish): void {
    if (wish === 'finished') this.open = { kind: wish, search: this.filter.search };
    else if (wish === 'place' || wish === 'guide' || wish === 'keys') this.open = { kind: wish };
    else if (wish === 'leave') emit(this, 'session-left');
    else emit(this, 'page-wanted', { page: wish });
  }

  /** @returns whether there was something to leave, and nothing before it */
  #stopChoosing(): boolean {
    const isMenuOpen = this.renderRoot.querySelector('board-bar')?.isMenuOpen === true;
    if (!this.#choice.isOn || this.open !== null || isMenuOpen) return false;
    this.#choice.toggle();
    return true;
  }

  #act(act: Exclude<KeyAct, 'stop-choosing'>): true {
    const latest = this.#orders?.moving.offers.latest;
    actOnKey(act, [...this.renderRoot.querySelectorAll('board-column')], {
      pickView: (view) => emit(this, 'view-picked', { view }),
      open: ({ order_id }) => (this.open = { kind: 'order', orderId: order_id }),
      choose: (order) => this.#choice.switch(order),
      undo: () => latest && this.#undo(latest),
      forwardChosen: () => this.#choice.isOn && this.#forwardChosen(),
      search: () => this.renderRoot.querySelector('board-bar')?.search(),
      toggleSound: () => this.#toggleSound(this.#alerts.bell.state),
      wish: (wish) => this.#wish(wish),
    });
    return true;
  }
}

customElements.define('staff-board', StaffBoard);
