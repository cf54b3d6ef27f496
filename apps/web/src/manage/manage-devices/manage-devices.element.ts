import type { DeviceWithSecret, PosDevice } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { SecondTap } from '../../ui/second-tap/second-tap.ts';
import {
  readAll,
  refusalView,
  refusalWords,
  type Secret,
  secretView,
  topView,
} from '../views/manage-views.ts';
import { styles } from '../views/manage.styles.ts';

type Scope = PosDevice['scopes'][number];
const scopeWords: Readonly<Record<Scope, string>> = {
  'orders:write': 'Place orders',
  'orders:read': 'See orders',
  'status:write': 'Move orders',
};
const scopes = Object.keys(scopeWords) as Scope[];

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Tills and other machines that act by themselves. @fires page-left */
export class ManageDevices extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    devices: { state: true },
    refusal: { state: true },
    secret: { state: true },
    leaving: { state: true },
  };

  declare session: BoardSession;
  declare private devices: readonly PosDevice[] | null;
  declare private refusal: string | null;
  declare private secret: Secret | null;
  /** The device that someone is about to remove. */
  declare private leaving: string | null;
  readonly #taps = new SecondTap();

  constructor() {
    super();
    [this.devices, this.refusal, this.secret, this.leaving] = [null, null, null, null];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render(): TemplateResult {
    return html`${topView(this, 'Devices')}
      <main>
        ${refusalView(this.refusal)} ${secretView(this.secret, () => (this.secret = null))}
        <form @submit=${(event: SubmitEvent) => void this.#add(event)}>
          <h2>Another device</h2>
          <label class="field"
            >Name<input name="name" required maxlength="200" autocomplete="off" placeholder="Till 1"
          /></label>
          <fieldset class="choice">
            <legend>It may</legend>
            ${scopes.map(
              (scope) =>
                html`<label
                  ><input type="checkbox" name="scopes" value=${scope} checked />${scopeWords[scope]}</label
                >`,
            )}
          </fieldset>
          <button class="button primary" type="submit">Add</button>
        </form>
        <ul class="rows" aria-label="Devices">
          ${this.devices?.map((device) => this.#rowView(device)) ?? html`<li class="quiet">Reading…</li>`}
        </ul>
        ${
          this.devices?.length === 0
            ? html`<p class="quiet">
                No device yet. A POS system gets one to place and move orders by itself.
              </p>`
            : nothing
        }
      </main>`;
  }

  #rowView(device: PosDevice): TemplateResult {
    const { device_id, name, client_id, last_seen_at, revoked_at } = device;
    const seen = last_seen_at ? `seen ${day.format(new Date(last_seen_at))}` : 'never seen';
    return html`<li class=${revoked_at ? 'off' : ''}>
      <p class="name">
        <strong>${name}</strong
        ><span class="quiet"
          >${client_id} · ${device.scopes.map((scope) => scopeWords[scope].toLowerCase()).join(', ')} ·
          ${revoked_at ? 'removed' : seen}</span
        >
      </p>
      ${
        revoked_at
          ? nothing
          : html`<div class="acts">
              <button class="button" type="button" @click=${() => void this.#rotate(device)}>
                New secret<span class="unseen"> for ${name}</span>
              </button>
              ${
                this.leaving === device_id
                  ? html`<button
                      class="button stop"
                      type="button"
                      @click=${() => this.#taps.isAt(device_id) || void this.#remove(device)}
                    >
                      It stops working. Remove ${name}
                    </button>`
                  : html`<button class="button stop" type="button" @click=${() => this.#leave(device)}>
                      Remove<span class="unseen"> ${name}</span>
                    </button>`
              }
            </div>`
      }
    </li>`;
  }

  async #load(): Promise<void> {
    this.devices = (await readAll<PosDevice>(this.session, '/devices', 'devices')) ?? this.devices;
    if (this.devices === null)
      this.refusal = 'The devices could not be read. Open the page again in a moment.';
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    if (
      await this.#shown('POST', '/devices', {
        name: (data.get('name') as string).trim(),
        scopes: data.getAll('scopes'),
      })
    )
      form.reset();
  }

  async #rotate({ device_id }: PosDevice): Promise<void> {
    await this.#shown('POST', `/devices/${device_id}/rotate`);
  }

  /** The button that does it stands where this one stood: a double tap removes nothing. */
  #leave({ device_id }: PosDevice): void {
    this.#taps.isAt(device_id);
    this.leaving = device_id;
  }

  async #remove({ device_id }: PosDevice): Promise<void> {
    this.leaving = null;
    const answer = await this.session.ask<PosDevice>('DELETE', `/devices/${device_id}`);
    this.refusal = answer.ok ? null : refusalWords(answer.problem);
    await this.#load();
  }

  /** Asks for something that comes with a secret. @returns whether it came */
  async #shown(method: string, path: string, body?: object): Promise<boolean> {
    const answer = await this.session.ask<DeviceWithSecret>(method, path, body);
    this.refusal = answer.ok ? null : refusalWords(answer.problem);
    if (answer.ok)
      this.secret = {
        title: answer.body.name,
        facts: [
          ['client_id', answer.body.client_id],
          ['client_secret', answer.body.client_secret],
        ],
      };
    await this.#load();
    return answer.ok;
  }
}

customElements.define('manage-devices', ManageDevices);
