import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, type TemplateResult } from 'lit';
import { styles } from '../../ui/page/card-page.styles.ts';
import { pageLanguage } from '../../ui/page-language/page-language.ts';
import { notFoundWords } from './words.ts';

/** What stands at an address that there is no page at. */
export class NotFoundPage extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  readonly #words = notFoundWords[pageLanguage()];

  protected override render(): TemplateResult {
    const { title, lead, toOrders } = this.#words;
    document.title = title;
    return html`<main>
      <span class="mark">${icon('link')}</span>
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      <a class="onward" href="/orders">${toOrders}</a>
    </main>`;
  }
}

customElements.define('not-found-page', NotFoundPage);
