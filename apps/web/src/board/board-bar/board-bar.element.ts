import type { Order, Pace } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Filter } from '../board-layout/filter.ts';
import { kindWords, type ViewName, viewNames, views } from '../board-layout/views.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import type { SoundState } from '../new-orders/bell.ts';
import { sign } from '../../ui/controls/sign.ts';
import '../attention/attention-list.element.ts';
import '../pace/pace-button.element.ts';
import '../sound-button/sound-button.element.ts';
import { styles } from './board-bar.styles.ts';
import './board-menu.element.ts';
import type { MenuWish } from './board-menu.element.ts';
import { connectionSaid, type ConnectionState, connectionView, isAway } from './connection-view.ts';

/** What can be asked for from the bar; a place is somewhere else to go to. */
export type BarWish = 'place' | MenuWish;

/**
 * The board's top: whether it is live, which view, what of it.
 * @fires view-picked filter-changed sound-toggled choosing-toggled bar-wish pace-wanted attention-looked
 * attention-picked
 */
export class BoardBar extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    view: { attribute: false },
    filter: { attribute: false },
    connection: { attribute: false },
    now: { attribute: false },
    who: { attribute: false },
    serverNow: { attribute: false },
    sound: { attribute: false },
    calling: { attribute: false },
    pace: { attribute: false },
    isChoosing: { attribute: false },
    canPlace: { attribute: false },
    canManage: { attribute: false },
  };

  declare view: ViewName;
  declare filter: Filter;
  declare connection: ConnectionState;
  /** By this machine's clock, in ms. */
  declare now: number;
  /** By the server's clock, in ms. */
  declare serverNow: number;
  declare who: string;
  declare sound: SoundState;
  /** What calls for attention. */
  declare calling: readonly Order[];
  /** Null where it is not known, or not this person's to set. */
  declare pace: Pace | null;
  declare isChoosing: boolean;
  declare canPlace: boolean;
  declare canManage: boolean;

  /** Puts the keyboard into the search. */
  search(): void {
    this.renderRoot.querySelector<HTMLInputElement>('.search input')?.select();
  }

  protected override render(): TemplateResult {
    const { connection, sound } = this;
    return html`<header>
      <div class="row ${isAway(connection, this.now) ? 'offline' : ''}">
        <h1>Orders</h1>
        ${connectionView(connection, this.now)}
        <p class="unseen" role="status">${connectionSaid(connection, this.now)}</p>
        ${this.#searchView()}
        ${
          this.pace === null
            ? nothing
            : html`<pace-button .pace=${this.pace} .now=${this.serverNow}></pace-button>`
        }
        <sound-button .sound=${sound}></sound-button> ${this.canPlace ? this.#placeView() : nothing}
        <board-menu
          .who=${this.who}
          .canManage=${this.canManage}
          @menu-wish=${(event: HTMLElementEventMap['menu-wish']) => this.#wish(event.detail.wish)}
        ></board-menu>
      </div>
      ${
        sound === 'blocked'
          ? html`<p class="mute amber" role="status">
              ${sign('silent')}Tap once to hear new orders: this browser lets no page sound before.
            </p>`
          : nothing
      }
      <div class="row">
        ${
          this.calling.length === 0
            ? nothing
            : html`<attention-list .orders=${this.calling}></attention-list>`
        }
        ${this.#viewsView()} ${this.#filtersView()}
      </div>
    </header>`;
  }

  get isMenuOpen(): boolean {
    return this.renderRoot.querySelector('board-menu')?.isOpen === true;
  }

  #searchView(): TemplateResult {
    return html`<label class="search"
      >${sign('search')}<span class="unseen">Search by number, name, phone, table, street or dish</span>
      <input
        type="search"
        inputmode="search"
        placeholder="Search"
        autocomplete="off"
        .value=${this.filter.search}
        @input=${(event: InputEvent) => this.#filter({ search: (event.target as HTMLInputElement).value })}
      />
    </label>`;
  }

  #placeView(): TemplateResult {
    return html`<button class="button primary place" type="button" @click=${() => this.#wish('place')}>
      ${sign('plus')}<span>New order</span>
    </button>`;
  }

  #viewsView(): TemplateResult {
    return html`<nav aria-label="Views">
      ${viewNames.map(
        (name) =>
          html` <button
            class="tab"
            type="button"
            aria-current=${name === this.view ? 'page' : nothing}
            @click=${() => emit(this, 'view-picked', { view: name })}
          >
            ${views[name].title}
          </button>`,
      )}
    </nav>`;
  }

  #filtersView(): TemplateResult {
    const { kind, lateOnly } = this.filter;
    const { kinds } = views[this.view];
    return html`<div class="filters">
      ${
        this.filter.search.trim() === ''
          ? nothing
          : html`<button class="chip" type="button" @click=${() => this.#wish('finished')}>
              ${sign('finished')}Finished too
            </button>`
      }
      ${
        kinds.length < 2
          ? nothing
          : html`<label
              ><span class="unseen">Kind of order</span
              ><select
                @change=${(event: Event) =>
                  this.#filter({ kind: (event.target as HTMLSelectElement).value as Filter['kind'] })}
              >
                <option value="all" ?selected=${kind === 'all'}>All kinds</option>
                ${kinds.map(
                  (each) =>
                    html`<option value=${each} ?selected=${kind === each}>${kindWords[each]}</option>`,
                )}
              </select></label
            >`
      }
      <button
        class="chip"
        type="button"
        aria-pressed=${lateOnly}
        @click=${() => this.#filter({ lateOnly: !lateOnly })}
      >
        ${icon(lateOnly ? 'check' : 'clock')}Late
      </button>
      <button
        class="chip"
        type="button"
        aria-pressed=${this.isChoosing}
        @click=${() => emit(this, 'choosing-toggled')}
      >
        ${this.isChoosing ? icon('check') : sign('several')}Several
      </button>
    </div>`;
  }

  #filter(change: Partial<Filter>): void {
    emit(this, 'filter-changed', { filter: { ...this.filter, ...change } });
  }

  #wish(wish: BarWish): void {
    emit(this, 'bar-wish', { wish });
  }
}

customElements.define('board-bar', BoardBar);

declare global {
  interface HTMLElementTagNameMap {
    'board-bar': BoardBar;
  }
  interface HTMLElementEventMap {
    'view-picked': CustomEvent<{ readonly view: ViewName }>;
    'filter-changed': CustomEvent<{ readonly filter: Filter }>;
    'bar-wish': CustomEvent<{ readonly wish: BarWish }>;
  }
}
