import type { TableOrder } from '#libs/contracts';
import { foundation, icon, problemIn, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { styles } from '../../ui/page/card-page.styles.ts';
import { pageLanguage } from '../../ui/page-language/page-language.ts';
import { tableWordsIn } from './words.ts';

type Finding = 'looking' | 'nothing' | 'dead' | 'unreachable' | TableOrder['orders'];

/**
 * Leads from the code on a table to the page of the order that is being prepared for it; where there are
 * several, people choose theirs.
 */
export class TablePage extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = { finding: { state: true } };

  declare private finding: Finding;
  readonly #words = tableWordsIn(pageLanguage());

  constructor() {
    super();
    this.finding = 'looking';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const { finding } = this;
    document.title = words.title;
    if (typeof finding === 'object') return this.#choice(finding);
    const said = finding === 'looking' ? { title: words.looking, lead: '' } : words[finding];
    return html`<main>
      <span class="mark">${icon(finding === 'dead' || finding === 'unreachable' ? 'link' : 'served')}</span>
      <div class="said" role="status">
        <h1>${said.title}</h1>
        ${said.lead === '' ? nothing : html`<p class="lead">${said.lead}</p>`}
      </div>
      ${
        finding === 'looking' || finding === 'dead'
          ? nothing
          : html`<button type="button" @click=${() => void this.#look()}>${words.again}</button>`
      }
    </main>`;
  }

  #choice(orders: TableOrder['orders']): TemplateResult {
    const words = this.#words;
    return html`<main>
      <span class="mark">${icon('served')}</span>
      <div class="said" role="status">
        <h1>${words.several.title}</h1>
        <p class="lead">${words.several.lead}</p>
      </div>
      ${orders.map(
        (order) =>
          html`<a class="onward" href=${order.tracking_url}
            >${words.several.order} ${order.display_number}</a
          >`,
      )}
    </main>`;
  }

  #goOn({ tracking_url, orders }: TableOrder): void {
    if (orders.length > 1) this.finding = orders;
    else location.replace(tracking_url);
  }

  async #look(): Promise<void> {
    this.finding = 'looking';
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: location.hash.slice(1) }),
      cache: 'no-store',
    } as const;
    const response = await fetch('/api/v1/tables/enter', request).catch(() => null);
    const answer: unknown = await response?.json().catch(() => null);
    if (response?.ok === true) this.#goOn(answer as TableOrder);
    else this.finding = findingOf(problemIn(answer)?.code);
  }
}

function findingOf(code: string | undefined): Finding {
  if (code === 'order_not_found') return 'nothing';
  return code === 'link_not_valid' || code === 'invalid_request' ? 'dead' : 'unreachable';
}

customElements.define('table-page', TablePage);
