import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { CustomerSession } from '../../account/customer-session/customer-session.ts';
import { SESSION_KEY } from '../../account/customer-session/kept-customer.ts';
import '../../account/customer-login/customer-login.element.ts';
import { orderWords } from '../../ui/order-words/speech.ts';
import { pageLanguage } from '../../ui/page-language/page-language.ts';
import './my-orders.element.ts';

/** The log-in, or the orders of the customer who is logged in, in all tabs of this browser. */
export class OrdersPage extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    session: { state: true },
    wasOver: { state: true },
  };

  declare private session: CustomerSession | null;
  declare private wasOver: boolean;
  readonly #words = orderWords([pageLanguage()]);
  /** Another tab logged in or out; one that renewed the session is heard of when the next token is wanted. */
  readonly #kept = ({ key }: StorageEvent): void => {
    if (key !== SESSION_KEY && key !== null) return;
    const session = CustomerSession.restore();
    if (session?.user.user_id === this.session?.user.user_id) return;
    this.session?.endedElsewhere();
    this.#enter(session);
  };

  constructor() {
    super();
    this.wasOver = false;
    this.session = null;
    this.#enter(CustomerSession.restore());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('storage', this.#kept);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('storage', this.#kept);
  }

  protected override render(): TemplateResult {
    const { session } = this;
    const words = this.#words;
    document.title = session === null ? words.login.title : words.title;
    return session === null
      ? html`<customer-login
          .words=${words}
          .wasOver=${this.wasOver}
          @logged-in=${(event: CustomEvent<{ session: CustomerSession }>) =>
            this.#enter(event.detail.session)}
        ></customer-login>`
      : html`${keyed(
          session,
          html`<my-orders
            .words=${words}
            .session=${session}
            @session-left=${() => this.#leave()}
          ></my-orders>`,
        )}`;
  }

  #enter(session: CustomerSession | null): void {
    session?.addEventListener('over', () => this.#over(session));
    [this.session, this.wasOver] = [session, false];
  }

  #leave(): void {
    this.session?.end();
    this.#enter(null);
  }

  #over(session: CustomerSession): void {
    if (session === this.session) [this.session, this.wasOver] = [null, true];
  }
}

customElements.define('orders-page', OrdersPage);
