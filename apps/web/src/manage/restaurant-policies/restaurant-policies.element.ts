import type { Restaurant } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { LOOK_AT_MARKED, refusalOf, type Wrong, wrongIn } from '../../ui/form-answer/form-answer.ts';
import { Typed } from '../../ui/form-answer/typed.ts';
import { NO_ANSWER, refusalView } from '../views/manage-views.ts';
import { policyChanges } from './policy-changes.ts';
import { wrongPolicies } from './policy-faults.ts';
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
  readonly #typed = new Typed();

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
      @input=${(event: Event) => this.#type(event)}
    >
      ${policyGroups.map(
        ({ heading, fields }) =>
          html`<fieldset>
            <legend>${heading} <small>an empty field is off</small></legend>
            ${fields.map((field) => policyView(field, this.#shown(field.name, policies[field.name]), this.wrong))}
          </fieldset>`,
      )}
      <fieldset>
        <legend>On the way <small>from the door of the kitchen to the customer’s</small></legend>
        ${deliveryView({ from: this.#shown('delivery_from', delivery_minutes?.from), to: this.#shown('delivery_to', delivery_minutes?.to) }, this.wrong)}
      </fieldset>
      ${reportView(this.#shown('weekly_report', policies.weekly_report) === 'true')}
      ${refusalView(this.refusal)}
      ${
        this.isSaved
          ? html`<p class="alert green" role="status">
              ${icon('check')}<span>Saved. It holds for orders that are placed or changed from now on.</span>
            </p>`
          : nothing
      }
      <button class="button primary" type="submit">Save policies</button>
    </form>`;
  }

  #type(event: Event): void {
    this.#typed.note(event);
    this.isSaved = false;
  }

  #shown(name: string, known: number | boolean | null | undefined): string {
    return this.#typed.over(name, String(known ?? ''));
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const wrong = wrongPolicies(form);
    if (Object.keys(wrong).length > 0) return this.#refused(wrong, LOOK_AT_MARKED);
    const changes = policyChanges(form, this.restaurant);
    if (changes === null) this.#taken();
    else await this.#send(changes);
  }

  async #send(changes: object): Promise<void> {
    const saved = this.#typed.sending();
    const answer = await this.session.ask<Restaurant>('PATCH', '/restaurant', changes);
    if (answer.ok) {
      saved();
      this.#taken();
      emit(this, 'restaurant-saved', { restaurant: answer.body });
      return;
    }
    await this.#refused(wrongIn(answer.problem), refusalOf(answer.problem, NO_ANSWER));
  }

  async #refused(wrong: Wrong, refusal: string): Promise<void> {
    [this.isSaved, this.wrong, this.refusal] = [false, wrong, refusal];
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
