import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Problem, Snapshot } from '#libs/contracts';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { icon } from '../icons/icon.ts';
import { foundation, tokens } from '../look/tokens.styles.ts';
import type { TokenSource } from '../connection/token-source.ts';
import { POLL_EVERY_MS } from '../order-connection/order-connection.ts';
import { orderOf, type TrackingOptions } from '../order-tracking/order-tracking.ts';
import { en, type Words } from '../words/en.ts';
import { fill } from '../words/fill.ts';
import { headline, labelOf } from '../words/headline.ts';
import { ageWords } from '../words/times.ts';
import { Following } from './following.controller.ts';
import { styles } from './order-status-tracker.styles.ts';
import { Ticking } from './ticking.controller.ts';
import { ageView, answerView, connectionView, historyView, skeletonView, stepsView } from './views.ts';

/** `previous` is null for the first state that is shown. */
export type StatusUpdatedEvent = CustomEvent<{ readonly snapshot: Snapshot; readonly previous: Snapshot | null }>;
export type ConnectionChangedEvent = CustomEvent<{ readonly status: ConnectionStatus }>;
export type TrackingRefusedEvent = CustomEvent<{ readonly problem: Problem }>;

/** However often a page wants it, the server is asked once a second at most. */
const LEAST_REFRESH_MS = 1_000;

/** A flag that frameworks may write out: `show-history="false"` is no flag. */
const flag = { type: Boolean, converter: (text: string | null) => text !== null && text !== 'false' };

/**
 * Shows where an order is, live.
 *
 * @attr order-id may be left out with a tracking token
 * @attr token an access or a tracking token
 * @attr server origin of the API and the sockets; this page's own by default
 * @attr current-status shown until the server has answered
 * @attr show-history what happened, with the restaurant's notes
 * @attr show-refresh a button that asks now
 * @attr auto-refresh `false` to ask nothing while there is no live connection
 * @attr refresh-interval how often to ask meanwhile, in ms; 10 s by default
 * @fires status-updated once for each new version
 * @fires connection-changed
 * @fires tracking-refused when the link is dead or the order is not theirs; nothing more will come
 * @csspart connection age answer badge sentence estimate note progress steps step step-done step-current step-upcoming history refresh icon
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
  /** Every word that is said; English by default. */
  declare words: Words;

  /** Makes `<order-status-tracker>` known to the page; done on import too, save where a bundler drops what is not named. */
  static register(): void {
    if (!customElements.get('order-status-tracker')) customElements.define('order-status-tracker', OrderStatusTracker);
  }

  readonly #following: Following;
  #asking = false;

  constructor() {
    super();
    [this.orderId, this.token, this.server, this.currentStatus] = [null, null, null, null];
    [this.showHistory, this.showRefresh, this.autoRefresh] = [false, false, true];
    this.refreshInterval = POLL_EVERY_MS;
    this.words = en;
    new Ticking(this);
    this.#following = new Following(this);
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

  protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (['orderId', 'token', 'server', 'autoRefresh', 'refreshInterval'].some((name) => changed.has(name))) this.#following.follow(this.#target());
  }

  protected override render(): TemplateResult {
    const order = this.snapshot;
    return html`<article part="base">
      ${order ? this.#orderView(order) : this.#waitingView()}
      <p class="unseen" role="status" aria-live="polite">${order ? this.#announcement(order) : nothing}</p>
    </article>`;
  }

  #orderView(order: Snapshot): TemplateResult {
    const { words } = this;
    const { connectionStatus: status, lastUpdate } = this.#following.state;
    const heardAt = lastUpdate?.getTime() ?? 0;
    return html`
      <header class="top">
        <div>
          <p class="restaurant">${order.restaurant_name}</p>
          <p class="order number">${fill(words.order, { number: order.order_number })}</p>
        </div>
        ${connectionView(status, true, words)}
      </header>
      ${ageView(status, heardAt, words)} ${answerView(order, words)} ${stepsView(order, words)}
      ${this.showRefresh ? this.#refreshView(heardAt) : nothing} ${this.showHistory ? historyView(order, words) : nothing}`;
  }

  #waitingView(): TemplateResult {
    const { connectionStatus: status } = this.#following.state;
    return html`<header class="top"><span></span>${connectionView(status, false, this.words)}</header>
      ${skeletonView(this.currentStatus, this.words)}`;
  }

  #refreshView(heardAt: number): TemplateResult {
    return html`<div class="actions">
      <button class="refresh" part="refresh" type="button" ?disabled=${this.#asking} @click=${() => void this.refresh()}>
        ${icon('refresh')}${this.words.refresh}
      </button>
      <span class="updated">${fill(this.words.updated, { age: ageWords(heardAt, Date.now(), this.words) })}</span>
    </div>`;
  }

  /** Said once for each version: the text changes with nothing else. */
  #announcement(order: Snapshot): string {
    return `${labelOf(order.status, this.words, order.status_info.label)}. ${headline(order, this.words)}`;
  }

  #target(): TrackingOptions | null {
    const { token, server, autoRefresh, refreshInterval } = this;
    const orderId = orderOf(this);
    if (!token || orderId === null) return null;
    return {
      orderId,
      token,
      server,
      pollEveryMs: autoRefresh ? Math.max(LEAST_REFRESH_MS, refreshInterval || POLL_EVERY_MS) : null,
      onStatusUpdate: (snapshot, previous) => this.#fire('status-updated', { snapshot, previous }),
      onConnectionChange: (status) => this.#fire('connection-changed', { status }),
      onError: (problem) => this.#fire('tracking-refused', { problem }),
    };
  }

  #fire(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

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
