import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { BoardSession } from '../board-session/session.ts';
import './login-form.element.ts';
import type { LoggedInEvent } from './login-form.element.ts';
import './staff-board.element.ts';

/** The log-in, or the board of whoever is logged in. */
export class BoardPage extends LitElement {
  static override readonly properties: PropertyDeclarations = { session: { state: true } };

  declare private session: BoardSession | null;

  constructor() {
    super();
    this.session = BoardSession.restore();
  }

  protected override render(): TemplateResult {
    if (this.session === null) return html`<login-form @logged-in=${(event: LoggedInEvent) => (this.session = event.detail.session)}></login-form>`;
    return html`<staff-board .session=${this.session} @session-over=${() => (this.session = null)}></staff-board>`;
  }
}

customElements.define('board-page', BoardPage);
