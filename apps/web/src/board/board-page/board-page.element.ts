import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ViewName } from '../board-layout/views.ts';
import { isViewName, viewOfRole } from '../board-layout/views.ts';
import { forgetBoard } from '../board-orders/kept-board.ts';
import { BoardSession } from '../../account/board-session/session.ts';
import type { SessionEnding } from '../../account/session/session-end.ts';
import type { LoggedInEvent } from '../../account/login-form/login-form.element.ts';
import '../../account/login-form/login-form.element.ts';
import '../../manage/manage-devices/manage-devices.element.ts';
import '../../manage/manage-staff/manage-staff.element.ts';
import '../../account/new-password/new-password.element.ts';
import '../../manage/restaurant-profile/restaurant-profile.element.ts';
import '../staff-board/staff-board.element.ts';

interface Ended {
  readonly ending: SessionEnding;
}

const endings: Readonly<Record<SessionEnding, string>> = {
  expired: 'You were logged out because nobody used this log-in for 30 days.',
  password_changed: 'You were logged out because your password was changed.',
  password_reset: 'You were logged out because your password was reset: ask your manager for the new one.',
  role_changed: 'You were logged out because your role was changed. Log in again to go on in the new one.',
  account_shut: 'You were logged out because your account was shut. Your manager can open it again.',
  logged_out: 'You were logged out in another window.',
  used_twice:
    'You were logged out to be safe, because this log-in was used in two places. Change your password if that was not you.',
  ended: 'You were logged out because this log-in was ended.',
};

/**
 * The log-in, or the board of whoever is logged in, with the pages around it; which one stands after `#`, so
 * that a tablet keeps its view.
 */
export class BoardPage extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    session: { state: true },
    needsPassword: { state: true },
    place: { state: true },
    because: { state: true },
  };

  declare private session: BoardSession | null;
  /** The one-time password that must be traded for another; empty where it is no longer known. */
  declare private needsPassword: string | null;
  declare private place: string;
  /** Why nobody is logged in any more. */
  declare private because: string | null;
  #view: ViewName | null = null;
  #typed = '';
  readonly #moved = (): void => void (this.place = location.hash.slice(1));

  constructor() {
    super();
    [this.needsPassword, this.because] = [null, null];
    this.place = location.hash.slice(1);
    this.session = null;
    const kept = BoardSession.restore();
    if (kept) this.#enter(kept);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#moved);
  }

  protected override render(): TemplateResult {
    const { session, needsPassword } = this;
    if (session === null)
      return html`<login-form
        .because=${this.because}
        @logged-in=${(event: LoggedInEvent) => this.#loggedIn(event)}
      ></login-form>`;
    if (needsPassword !== null)
      return html`<new-password
        .session=${session}
        .old=${needsPassword}
        @password-set=${() => (this.needsPassword = null)}
        @session-left=${() => this.#leave()}
      ></new-password>`;
    const page = this.#pageView(session);
    this.#view = isViewName(this.place) ? this.place : (this.#view ?? viewOfRole(session.user.role));
    return html`<staff-board
        .session=${session}
        .view=${this.#view}
        ?hidden=${page !== nothing}
        @session-left=${() => this.#leave()}
        @view-picked=${(event: HTMLElementEventMap['view-picked']) => this.#go(event.detail.view)}
        @page-wanted=${(event: CustomEvent<{ page: string }>) => this.#go(event.detail.page)}
      ></staff-board
      >${page}`;
  }

  #pageView(session: BoardSession): TemplateResult | typeof nothing {
    const back = (): void => this.#go(this.#view ?? viewOfRole(session.user.role));
    const { role } = session.user;
    if (role !== 'admin' && role !== 'manager') return nothing;
    if (this.place === 'staff')
      return html`<manage-staff .session=${session} @page-left=${back}></manage-staff>`;
    if (this.place === 'devices')
      return html`<manage-devices .session=${session} @page-left=${back}></manage-devices>`;
    if (this.place === 'restaurant')
      return html`<restaurant-profile .session=${session} @page-left=${back}></restaurant-profile>`;
    return nothing;
  }

  #go(place: string): void {
    location.hash = place;
  }

  #loggedIn({ detail: { session, password } }: LoggedInEvent): void {
    this.#typed = password;
    this.#enter(session);
  }

  #enter(session: BoardSession): void {
    session.addEventListener('over', (event) => this.#ended((event as CustomEvent<Ended>).detail));
    session.addEventListener('password-required', () => (this.needsPassword ??= this.#typed));
    [this.session, this.needsPassword, this.because, this.#view] = [session, null, null, null];
  }

  #ended({ ending }: Ended): void {
    this.because = `${endings[ending]} Log in again: steps that were not sent yet are kept, and go out then.`;
    this.#forget();
  }

  #leave(): void {
    this.because = null;
    this.session?.end();
    this.#forget();
  }

  #forget(): void {
    forgetBoard(sessionStorage);
    [this.session, this.needsPassword, this.#view, this.#typed] = [null, null, null, ''];
    history.replaceState(null, '', location.pathname);
    this.place = '';
  }
}

customElements.define('board-page', BoardPage);
