import type { HiredStaff, ResetPassword, StaffMember } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
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

type Role = StaffMember['role'];
const roleWords: Readonly<Record<Role, string>> = {
  admin: 'Admin',
  manager: 'Manager',
  cashier: 'Cashier',
  kitchen: 'Kitchen',
  courier: 'Driver',
};

/** Who works here: accounts, roles, passwords. @fires page-left */
export class ManageStaff extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    staff: { state: true },
    refusal: { state: true },
    secret: { state: true },
  };

  declare session: BoardSession;
  declare private staff: readonly StaffMember[] | null;
  declare private refusal: string | null;
  declare private secret: Secret | null;
  readonly #taps = new SecondTap();

  constructor() {
    super();
    [this.staff, this.refusal, this.secret] = [null, null, null];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render(): TemplateResult {
    return html`${topView(this, 'Staff')}
      <main>
        ${refusalView(this.refusal)} ${secretView(this.secret, () => (this.secret = null))}
        <form @submit=${(event: SubmitEvent) => void this.#hire(event)}>
          <h2>Someone new</h2>
          <div class="fields">
            <label class="field">Name<input name="name" required maxlength="200" autocomplete="off" /></label>
            <label class="field"
              >E-mail address, to log in with<input
                name="username"
                type="email"
                required
                maxlength="254"
                autocomplete="off"
            /></label>
            <label class="field"
              >Role<select name="role">
                ${this.#roles.map(
                  (role) =>
                    html`<option value=${role} ?selected=${role === 'kitchen'}>${roleWords[role]}</option>`,
                )}
              </select></label
            >
          </div>
          <button class="button primary" type="submit">Add</button>
        </form>
        <ul class="rows" aria-label="Staff">
          ${this.staff?.map((member) => this.#rowView(member)) ?? html`<li class="quiet">Reading…</li>`}
        </ul>
      </main>`;
  }

  /** A manager neither makes nor changes an admin. */
  get #roles(): readonly Role[] {
    const all = Object.keys(roleWords) as Role[];
    return this.session.user.role === 'admin' ? all : all.filter((role) => role !== 'admin');
  }

  #rowView(member: StaffMember): TemplateResult {
    const { name, username, role, disabled, must_change_password, user_id } = member;
    const isMine = user_id === this.session.user.user_id;
    const isTheirs = this.#roles.includes(role) && !isMine;
    return html`<li class=${disabled ? 'off' : ''}>
      <p class="name">
        <strong>${name}</strong
        ><span class="quiet"
          >${username}${disabled ? ' · shut' : ''}${must_change_password ? ' · has not logged in yet' : ''}${
            isMine ? ' · you' : ''
          }</span
        >
      </p>
      ${
        isTheirs
          ? html`<div class="acts">
              <select
                aria-label="Role of ${name}"
                @change=${(event: Event) =>
                  void this.#edit(member, { role: (event.target as HTMLSelectElement).value as Role })}
              >
                ${this.#roles.map(
                  (each) =>
                    html`<option value=${each} ?selected=${each === role}>${roleWords[each]}</option>`,
                )}
              </select>
              <button class="button" type="button" @click=${() => void this.#reset(member)}>
                New password<span class="unseen"> for ${name}</span>
              </button>
              <button
                class="button ${disabled ? '' : 'stop'}"
                type="button"
                @click=${() => this.#taps.isAt(user_id) || void this.#edit(member, { disabled: !disabled })}
              >
                ${disabled ? 'Open' : 'Shut'}<span class="unseen"> the account of ${name}</span>
              </button>
            </div>`
          : html`<span class="quiet">${roleWords[role]}</span>`
      }
    </li>`;
  }

  async #load(): Promise<void> {
    this.staff = (await readAll<StaffMember>(this.session, '/staff', 'staff')) ?? this.staff;
    if (this.staff === null) this.refusal = 'The staff could not be read. Open the page again in a moment.';
  }

  async #hire(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const {
      name = '',
      username = '',
      role,
    } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const answer = await this.session.ask<HiredStaff>('POST', '/staff', {
      name: name.trim(),
      username: username.trim(),
      role,
    });
    this.refusal = answer.ok ? null : refusalWords(answer.problem);
    if (!answer.ok) return;
    this.secret = {
      title: `For ${answer.body.name}`,
      facts: [
        ['Log in as', answer.body.username],
        ['One-time password', answer.body.one_time_password],
      ],
    };
    form.reset();
    await this.#load();
  }

  async #reset({ user_id, name, username }: StaffMember): Promise<void> {
    const answer = await this.session.ask<ResetPassword>('POST', `/staff/${user_id}/reset-password`);
    this.refusal = answer.ok ? null : refusalWords(answer.problem);
    if (answer.ok)
      this.secret = {
        title: `For ${name}`,
        facts: [
          ['Log in as', username],
          ['One-time password', answer.body.one_time_password],
        ],
      };
    await this.#load();
  }

  async #edit(
    { user_id }: StaffMember,
    change: { readonly role?: Role; readonly disabled?: boolean },
  ): Promise<void> {
    const answer = await this.session.ask<StaffMember>('PATCH', `/staff/${user_id}`, change);
    this.refusal = answer.ok ? null : refusalWords(answer.problem);
    await this.#load();
  }
}

customElements.define('manage-staff', ManageStaff);
