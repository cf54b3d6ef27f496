import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Problem, Snapshot } from '#libs/contracts';
import { visitorsAlerts } from '../alerts/alerts.ts';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import type { TokenSource } from '../connection/token-source.ts';
import { foundation, tokens } from '../look/tokens.styles.ts';
import { POLL_EVERY_MS } from '../order-connection/order-connection.ts';
import { orderOf, type TrackingOptions } from '../order-tracking/order-tracking.ts';
import type { Words } from '../words/en.ts';
import { fill } from '../words/fill.ts';
import { hasNewsToCome, headline, latestNews } from '../words/headline.ts';
import { languagesOf } from '../words/language-tags.ts';
import { loadedWords } from '../words/loaded-words.ts';
import { isOverdue } from '../words/times.ts';
import { actionsView } from './actions-view.ts';
import { Announcing } from './announcing.controller.ts';
import { Following } from './following.controller.ts';
import { heldTogether } from './held-together.ts';
import { notifyOf } from './notification.ts';
import { restaurantPhone } from './restaurant-phone.ts';
import { styles } from './order-status-tracker.styles.ts';
import { telLink } from './tel-link.ts';
import { Ticking } from './ticking.controller.ts';
import { ageView, answerView, connectionView, historyView, stepsView } from './views.ts';
import { refusedView, waitingView } from './waiting-view.ts';

/** `previous` is null for the first state that is shown. */
export type StatusUpdatedEvent = CustomEvent<{
  readonly snapshot: Snapshot;
  readonly previous: Snapshot | null;
}>;
export type ConnectionChangedEvent = CustomEvent<{ readonly status: ConnectionStatus }>;
export type TrackingRefusedEvent = CustomEvent<{ readonly problem: Problem }>;

/** However often a page wants it, the server is asked once a second at most. */
const LEAST_REFRESH_MS = 1_000;

/** What says which order is followed, and how. */
const followed = ['orderId', 'token', 'server', 'autoRefresh', 'refreshInterval'] as const;

/** A flag that frameworks may write out: `show-history="false"` is no flag. */
const flag = { converter: (text: string | null) => text !== null && text !== 'false' };

/**
 * Shows where an order is, live.
 *
 * @attr order-id may be left out with a tracking token
 * @attr token an access or a tracking token
 * @attr server origin of the API and the sockets; this page's own by default
 * @attr current-status shown until the server has answered
 * @attr show-history what happened, with the restaurant's notes
 * @attr show-refresh a button that asks now
 * @attr auto-refresh `false` to ask nothing over HTTP while there is no live connection
 * @attr refresh-interval how often to ask meanwhile, in ms; 10 s by default
 * @attr hide-notify leaves out the button for sound and notifications
 * @attr hide-call leaves out the link by which an overdue order's restaurant is called, as where one stands
 * beside it
 * @attr heading makes what it says the heading of the page (`h1`), as where nothing else stands on it
 * @attr quiet leaves it to the page to say what changed, aloud and by toast, as where several trackers stand
 * on it
 * @attr lang `en`, `es` or `fil`; by default that of the page
 * @fires status-updated once for each new version
 * @fires connection-changed
 * @fires tracking-refused when the link is dead or the order is not theirs; nothing more will come
 * @csspart base connection age answer badge icon sentence called estimate note call progress steps step
 * step-done step-current step-upcoming
 * @csspart button refresh notify history toast
 */
export class OrderStatusTracker extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    orderId: { attribute: 'order-id' },
    token: {},
    server: {},
    currentStatus: { attribute: 'current-status' },
    showHistory: { attribute: 'show-history', ...flag },
    showRefresh: { attribute: 'show-refresh', ...flag },
    autoRefresh: { attribute: 'auto-refresh', converter: (text: string | null) => text !== 'false' },
    refreshInterval: { attribute: 'refresh-interval', type: Number },
    hideNotify: { attribute: 'hide-notify', ...flag },
    hideCall: { attribute: 'hide-call', ...flag },
    quiet: { ...flag },
    heading: { ...flag },
    lang: {},
    words: { attribute: false },
  };

  declare orderId: string | null;
  /** A text, or a function that gets one. */
  declare token: TokenSource | null;
  declare server: string | null;
  declare currentStatus: string | null;
  declare showHistory: boolean;
  declare showRefresh: boolean;
  declare autoRefresh: boolean;
  declare refreshInterval: number;
  declare hideNotify: boolean;
  declare hideCall: boolean;
  declare quiet: boolean;
  declare heading: boolean;
  /** Every word that is said, where they shall be other than those of the language. */
  declare words: Words | null;

  /** Whom to ask where no `server` is named; the page's own origin without one. */
  static defaultServer: string | null = null;

  /**
   * Makes `<order-status-tracker>` known to the page; done on import too, save where a bundler drops what is
   * not named.
   */
  static register(): void {
    if (!customElements.get('order-status-tracker'))
      customElements.define('order-status-tracker', OrderStatusTracker);
  }

  readonly #following = new Following(this);
  readonly #announcing = new Announcing(this);
  readonly #redraw = (): void => this.requestUpdate();
  #asking = false;

  constructor() {
    super();
    [this.orderId, this.token, this.server, this.currentStatus, this.words] = [null, null, null, null, null];
    this.showHistory = this.showRefresh = this.hideNotify = this.hideCall = this.quiet = this.heading = false;
    this.autoRefresh = true;
    this.refreshInterval = POLL_EVERY_MS;
    new Ticking(this);
  }

  /** The order as now known. */
  get snapshot(): Snapshot | null {
    return this.#following.state.orderStatus;
  }

  get connectionStatus(): ConnectionStatus {
    return this.#following.state.connectionStatus;
  }

  /** Asks the server now, whatever the connection is doing. */
  async refresh(): Promise<void> {
    this.#asking = true;
    this.requestUpdate();
    await this.#following.refresh();
    this.#asking = false;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    visitorsAlerts().addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    visitorsAlerts().removeEventListener('change', this.#redraw);
  }

  protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (followed.some((name) => changed.has(name))) this.#following.follow(this.#target());
  }

  protected override render(): TemplateResult {
    const words = this.#words();
    const spoken = this.#announcing.spokenIn(words);
    const { isNews } = this.#announcing;
    return html`<article part="base">
      ${words && this.#content(words)}
      ${this.quiet ? nothing : html`<p class=${isNews ? 'toast' : 'unseen'} part=${isNews ? 'toast' : nothing} role="status" aria-live="polite">${spoken}</p>`}
    </article>`;
  }

  #content(words: Words): TemplateResult {
    const { state } = this.#following;
    const { orderStatus: order, connectionStatus } = state;
    const isRefused = connectionStatus === 'error';
    return html`<header class="top">
        <div>
          ${
            order
              ? html`<p class="restaurant">${order.restaurant_name}</p>
                  <p class="order number">
                    <strong>${order.display_number}</strong>
                    ${heldTogether(fill(words.order, { number: order.order_number }))}
                  </p>`
              : ''
          }
        </div>
        ${connectionView(state, this.#pollMs(), words)}
      </header>
      ${
        isRefused
          ? refusedView(words)
          : order
            ? this.#orderView(order, words)
            : waitingView(this.currentStatus, words)
      }`;
  }

  #orderView(order: Snapshot, words: Words): TemplateResult {
    const alerts = visitorsAlerts();
    const refreshing = {
      isShown: this.showRefresh,
      isBusy: this.#asking,
      onRefresh: () => void this.refresh(),
    };
    const alerting = {
      isShown: !this.hideNotify && hasNewsToCome(order),
      isOn: alerts.isOn,
      notifies: alerts.notifies,
      onToggle: () => void alerts.toggle(),
    };
    const isLastWord = order.ended && this.#following.state.isConnected;
    return html`${isLastWord ? nothing : ageView(this.#following.state, this.#pollMs(), words)}
    ${answerView(order, words, this.heading, this.#callOf(order))} ${stepsView(order, words)}
    ${actionsView(refreshing, alerting, words)} ${this.showHistory ? historyView(order, words) : ''}`;
  }

  /** Null where it is not to be called, or is not known. */
  #callOf(order: Snapshot): string | null {
    if (this.hideCall || this.token === null || !isOverdue(order)) return null;
    const server = this.server ?? OrderStatusTracker.defaultServer ?? location.origin;
    const { href } = new URL(`/api/v1/online/orders/${order.order_id}`, server);
    return telLink(restaurantPhone(href, this.token, this.#redraw));
  }

  #pollMs(): number | null {
    return this.autoRefresh ? Math.max(LEAST_REFRESH_MS, this.refreshInterval || POLL_EVERY_MS) : null;
  }

  #target(): TrackingOptions | null {
    const { token } = this;
    const orderId = orderOf(this);
    if (!token || orderId === null) return null;
    return {
      orderId,
      token,
      server: this.server ?? OrderStatusTracker.defaultServer,
      pollEveryMs: this.#pollMs(),
      staysAwake: () => visitorsAlerts().notifies,
      onStatusUpdate: (snapshot, previous) => this.#updated(snapshot, previous),
      onNews: (snapshot, previous) => this.#announce(snapshot, previous),
      onConnectionChange: (status) => this.#fire('connection-changed', { status }),
      onError: (problem) => this.#fire('tracking-refused', { problem }),
    };
  }

  #updated(snapshot: Snapshot, previous: Snapshot | null): void {
    if (isNews(snapshot, previous))
      this.#announcing.say((words) => headline(snapshot, words), snapshot.version, false);
    this.#fire('status-updated', { snapshot, previous });
  }

  #announce(snapshot: Snapshot, previous: Snapshot): void {
    if (!isNews(snapshot, previous)) return;
    this.#announcing.say((words) => headline(snapshot, words), snapshot.version, true);
    const isReady = snapshot.status === 'ready' && previous.status !== 'ready';
    notifyOf(snapshot, isReady, (onLoaded) => this.#words(onLoaded), visitorsAlerts());
  }

  /** Null while those of its language are loaded. */
  #words(onLoaded = (): void => this.requestUpdate()): Words | null {
    return this.words ?? loadedWords(languagesOf(this), onLoaded);
  }

  #fire(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** Whether more is new than what is in the order. */
const isNews = (snapshot: Snapshot, previous: Snapshot | null): boolean =>
  previous === null || latestNews(snapshot)?.version !== latestNews(previous)?.version;

OrderStatusTracker.register();

declare global {
  interface HTMLElementTagNameMap {
    'order-status-tracker': OrderStatusTracker;
  }
  interface HTMLElementEventMap {
    'status-updated': StatusUpdatedEvent;
    'connection-changed': ConnectionChangedEvent;
    'tracking-refused': TrackingRefusedEvent;
  }
}
