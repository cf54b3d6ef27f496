import { en, foundation, icon, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { SECOND_TAP_MS } from '../../ui/second-tap/second-tap.ts';

const styles = css`
  .question {
    flex-wrap: wrap;
    align-items: center;
  }
  p {
    display: flex;
    gap: 10px;
    flex: 1 1 100%;
  }
`;

/**
 * What has no price is not placed as costing nothing before someone has said so. Who has pressed twice has
 * not: the question comes up under the finger, and takes that answer only once it could be read.
 * @fires price-wanted price-unwanted
 */
export class PriceQuestion extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    names: { attribute: false },
    isReadable: { state: true },
  };

  /** Of what has no price. */
  declare names: readonly string[];
  declare private isReadable: boolean;
  #shown: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.isReadable = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#shown = setTimeout(() => (this.isReadable = true), SECOND_TAP_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#shown);
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override render(): TemplateResult {
    const [have, cost] = this.names.length === 1 ? ['has', 'it costs'] : ['have', 'they cost'];
    const which = `${new Intl.ListFormat(en.language).format(this.names)} ${have} no price.`;
    return html`<div class="alert amber question" role="alert">
      <p>${icon('delivery_failed')}<span>${which} Placed like this, ${cost} nothing.</span></p>
      <button class="button" type="button" @click=${() => emit(this, 'price-wanted')}>Add the price</button>
      <button
        class="button"
        type="button"
        ?disabled=${!this.isReadable}
        @click=${() => emit(this, 'price-unwanted')}
      >
        Place it without
      </button>
    </div>`;
  }
}

customElements.define('price-question', PriceQuestion);

declare global {
  interface HTMLElementTagNameMap {
    'price-question': PriceQuestion;
  }
}
