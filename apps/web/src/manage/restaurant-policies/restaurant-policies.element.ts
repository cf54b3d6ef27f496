import type { Restaurant } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { refusalOf, type Wrong, wrongIn } from '../../ui/form-answer/form-answer.ts';
import { NO_ANSWER, refusalView } from '../views/manage-views.ts';
import { policyChanges } from './policy-changes.ts';
import { policyGroups } from './policy-fields.ts';
import { deliveryView, policyView, reportView } from './policy-views.ts';
import { styles } from './restaurant-policies.styles.ts';

/** What happens by itself at the restaurant, and when its board calls. @fires restaurant-saved */
export class RestaurantPolicies extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    restaurant: { attribute: false },
    wrong: { state: true },
    refusal: { state: true },
    isSaved: { state: true },
  };

  declare session: BoardSession;
  declare restaurant: Restaurant;
  declare private wrong: Wrong;
  declare private refusal: string | null;
  declare private isSaved: boolean;

  constructor() {
    super();
    [this.wrong, this.refusal, this.isSaved] = [{}, null, false];
  }

  protected override render(): TemplateResult {
    const { policies, delivery_minutes } = this.restaurant;
    return html`<form
      novalidate
      aria-label="Policies"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
      @input=${() => (this.isSaved = false)}
    >
      ${policyGroups.map(
        ({ heading, fields }) =>
          html`<fieldset>
            <legend>${heading} <small>an empty field is off</small></legend>
            ${fields.map((field) => policyView(field, policies[field.name], this.wrong))}
          </fieldset>`,
      )}
      <fieldset>
        <legend>On the way <small>from the door of the kitchen to the customer’s</small></legend>
        ${deliveryView(delivery_minutes, this.wrong)}
      </fieldset>
      ${reportView(policies.weekly_report)} ${refusalView(this.refusal)}
      ${
        this.isSaved
          ? html`<p class="alert green" role="status">
              ${icon('check')}<span>Saved. It counts for every open order from now on.</span>
            </p>`
          : nothing
      }
      <button class="button primary" type="submit">Save policies</button>
    </form>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const changes = policyChanges(new FormData(event.target as HTMLFormElement), this.restaurant);
    if (changes === null) this.#taken();
    else await this.#send(changes);
  }

  async #send(changes: object): Promise<void> {
    const answer = await this.session.ask<Restaurant>('PATCH', '/restaurant', changes);
    if (answer.ok) {
      this.#taken();
      emit(this, 'restaurant-saved', { restaurant: answer.body });
      return;
    }
    [this.isSaved, this.wrong] = [false, wrongIn(answer.problem)];
    this.refusal = refusalOf(answer.problem, NO_ANSWER);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }

  #taken(): void {
    [this.isSaved, this.wrong, this.refusal] = [true, {}, null];
  }
}

customElements.define('restaurant-policies', RestaurantPolicies);

declare global {
  interface HTMLElementTagNameMap {
    'restaurant-policies': RestaurantPolicies;
  }
  interface HTMLElementEventMap {
    'restaurant-saved': CustomEvent<{ readonly restaurant: Restaurant }>;
  }
}
