import { html, nothing, type TemplateResult } from 'lit';
import type { Purpose } from './purposes.ts';
import type { AccountWords } from './words/en.ts';

/** @param isWhose whether the reader is to say which of several sign-ups is theirs */
export function fieldsView(
  { kind }: Purpose,
  isWhose: boolean,
  words: AccountWords,
): TemplateResult | typeof nothing {
  if (kind === 'forgot') return emailField(words);
  if (kind === 'sign-up')
    return html`<label
        >${words.name}<input name="name" type="text" autocomplete="name" maxlength="200" required /></label
      >${emailField(words)}${newPasswordField(words.password, words)}`;
  if (kind === 'reset') return newPasswordField(words.newPassword, words);
  return isWhose ? chosenPasswordField(words) : nothing;
}

export const emailField = ({ email }: AccountWords): TemplateResult =>
  html`<label
    >${email}<input
      name="username"
      type="email"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      maxlength="254"
      required
  /></label>`;

const newPasswordField = (name: string, { passwordRule }: AccountWords): TemplateResult =>
  html`<label
      >${name}<input
        name="password"
        type="password"
        autocomplete="new-password"
        minlength="12"
        maxlength="1000"
        required
        aria-describedby="rule"
    /></label>
    <p class="rule" id="rule">${passwordRule}</p>`;

const chosenPasswordField = ({ password, whichPassword }: AccountWords): TemplateResult =>
  html`<p class="rule" id="which">${whichPassword}</p>
    <label
      >${password}<input
        name="password"
        type="password"
        autocomplete="current-password"
        maxlength="1000"
        required
        aria-describedby="which"
    /></label>`;
