import { foundation, icon, type IconName, tokens } from '#libs/tracker';
import { html, LitElement, type TemplateResult } from 'lit';
import { styles } from './home-page.styles.ts';

type Door = {
  readonly href: string;
  readonly sign: IconName;
  readonly name: string;
  readonly leadsTo: string;
};

const doors: readonly Door[] = [
  {
    href: '/board',
    sign: 'board',
    name: 'Board',
    leadsTo: 'The open orders, for the kitchen and the counter. Moves them on with one tap.',
  },
  {
    href: '/orders',
    sign: 'delivered',
    name: 'Your orders',
    leadsTo: 'A customer’s own: what is open, live, and what they ordered before.',
  },
  {
    href: '/mailbox',
    sign: 'mail',
    name: 'Mailbox',
    leadsTo: 'The e‑mails and texts that customers get, kept here while no provider is set.',
  },
  {
    href: '/api/docs',
    sign: 'code',
    name: 'API',
    leadsTo: 'Plug in a point of sale: place orders, move them, follow them.',
  },
];

/** What this is, and where its doors are. */
export class HomePage extends LitElement {
  static override readonly styles = [tokens, foundation, styles];

  protected override render(): TemplateResult {
    return html`<main>
      <p class="mark"><span>${icon('ready')}</span>Passline</p>
      <h1>Your customers always know where their order is.</h1>
      <p class="lead">
        The kitchen moves an order; the customer’s page moves with it, within a blink. A text or an e‑mail
        goes out at the moments that matter.
      </p>
      <nav aria-label="Where to go">${doors.map(doorView)}</nav>
      <p class="hint">
        A customer’s page opens with the tracking link of an order. A link to a sample order was printed when
        Passline started.
      </p>
    </main>`;
  }
}

const doorView = ({ href, sign, name, leadsTo }: Door): TemplateResult =>
  html`<a href=${href}>${icon(sign)}<strong>${name}</strong><span>${leadsTo}</span></a>`;

customElements.define('home-page', HomePage);
