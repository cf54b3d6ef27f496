import { mostMinutes, type Restaurant } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { faultOf, faultView } from '../../ui/form-answer/fault.ts';
import { refusalOf, type Wrong, wrongIn } from '../../ui/form-answer/form-answer.ts';
import { Typed } from '../../ui/form-answer/typed.ts';
import { NO_ANSWER, refusalView, topView } from '../views/manage-views.ts';
import { styles } from '../views/manage.styles.ts';
import '../restaurant-policies/restaurant-policies.element.ts';
import { type ProfileField, fields, profileChanges } from './profile-fields.ts';

/** What customers and messages say of the restaurant, and how its estimates begin. @fires page-left */
export class RestaurantProfile extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    restaurant: { state: true },
    wrong: { state: true },
    refusal: { state: true },
    isSaved: { state: true },
  };

  declare session: BoardSession;
  declare private restaurant: Restaurant | null;
  declare private wrong: Wrong;
  declare private refusal: string | null;
  declare private isSaved: boolean;
  readonly #typed = new Typed();

  constructor() {
    super();
    [this.restaurant, this.wrong, this.refusal, this.isSaved] = [null, {}, null, false];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render(): TemplateResult {
    const { restaurant } = this;
    return html`${topView(this, 'Restaurant')}
      <main>
        ${refusalView(this.refusal)}
        ${
          this.isSaved
            ? html`<p class="alert green" role="status">
                ${icon('check')}<span>Saved. New orders and messages use it from now on.</span>
              </p>`
            : nothing
        }
        ${
          restaurant === null
            ? html`<p class="quiet">Reading…</p>`
            : html`<form
                  @submit=${(event: SubmitEvent) => void this.#save(event)}
                  @input=${(event: Event) => this.#type(event)}
                >
                  <div class="fields">${fields.map((field) => this.#fieldView(field, restaurant))}</div>
                  <button class="button primary" type="submit">Save</button>
                </form>
                <restaurant-policies
                  .session=${this.session}
                  .restaurant=${restaurant}
                  @restaurant-saved=${(event: HTMLElementEventMap['restaurant-saved']) =>
                    (this.restaurant = event.detail.restaurant)}
                ></restaurant-policies>`
        }
      </main>`;
  }

  #fieldView(
    { name, words, hint, type, isRequired, suggestions }: ProfileField,
    restaurant: Restaurant,
  ): TemplateResult {
    const { isWrong, saidBy } = faultOf(name, this.wrong[name]);
    return html`<label class="field"
      >${words}${hint ? html` <small>${hint}</small>` : nothing}
      <input
        name=${name}
        type=${type}
        ?required=${isRequired}
        autocomplete="off"
        list=${suggestions ? `${name}-list` : nothing}
        min="1"
        max=${mostMinutes}
        aria-invalid=${isWrong}
        aria-describedby=${saidBy}
        .value=${this.#typed.over(name, String(restaurant[name] ?? ''))}
      />
      ${
        suggestions
          ? html`<datalist id="${name}-list">
              ${suggestions().map((each) => html`<option value=${each}></option>`)}
            </datalist>`
          : nothing
      }
      ${faultView(name, this.wrong[name])}
    </label>`;
  }

  #type(event: Event): void {
    this.#typed.note(event);
    this.isSaved = false;
  }

  async #load(): Promise<void> {
    const answer = await this.session.ask<Restaurant>('GET', '/restaurant');
    if (answer.ok) this.restaurant = answer.body;
    else
      this.refusal =
        answer.problem?.detail ?? 'The restaurant could not be read. Open the page again in a moment.';
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.restaurant === null) return;
    const profile = profileChanges(new FormData(event.target as HTMLFormElement), this.restaurant);
    const saved = this.#typed.sending();
    const answer = await this.session.ask<Restaurant>('PATCH', '/restaurant', profile);
    if (answer.ok) saved();
    this.isSaved = answer.ok;
    this.wrong = answer.ok ? {} : wrongIn(answer.problem);
    this.refusal = answer.ok ? null : refusalOf(answer.problem, NO_ANSWER);
    if (answer.ok) this.restaurant = answer.body;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }
}

customElements.define('restaurant-profile', RestaurantProfile);
