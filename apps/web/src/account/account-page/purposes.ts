import type { Language } from '../../ui/page-language/page-language.ts';
import { refusalIn, wrongField } from '../refusals/refusals.ts';
import type { Outcome, Route } from './accounts-api.ts';

/** What the link in the mail, or nothing, has brought the reader here for. */
export type Purpose =
  | { readonly kind: 'confirm' | 'reset'; readonly token: string }
  | { readonly kind: 'forgot' }
  | { readonly kind: 'sign-up' };

/** How far it is: being asked for, done, done before, by a link that does not work, or a mail is sent. */
export type Step = 'ask' | 'done' | 'already' | 'dead' | 'sent';

/** The token stands behind `#`, so that it reaches no server's log. */
export function purposeOf(hash: string): Purpose {
  if (hash === '#sign-up') return { kind: 'sign-up' };
  const [, kind, token] = /^#(confirm|reset)=([A-Za-z0-9_-]+)$/.exec(hash) ?? [];
  return (kind === 'confirm' || kind === 'reset') && token !== undefined
    ? { kind, token }
    : { kind: 'forgot' };
}

/** What the reader has written; null for what was not asked for. */
export interface Written {
  readonly address: string;
  readonly name: string | null;
  readonly password: string | null;
}

/** What the API is asked for at this step, and with which body. */
export function requestFor(
  purpose: Purpose,
  step: Step,
  { address: username, name, password }: Written,
  locale: Language,
): readonly [route: Route, body: object] {
  const mail = { username, locale };
  if (step === 'dead' || step === 'sent')
    return [purpose.kind === 'confirm' || purpose.kind === 'sign-up' ? 'resend' : 'forgot-password', mail];
  if (purpose.kind === 'sign-up') return ['sign-up', { ...mail, password, name }];
  if (purpose.kind === 'forgot') return ['forgot-password', mail];
  const { kind, token } = purpose;
  if (kind === 'reset') return ['reset-password', { token, new_password: password }];
  return ['confirm', { token, ...(password === null ? {} : { password }) }];
}

/** Where an answer leads: to a step, to the question whose sign-up it is, or nowhere, for a reason. */
export type NextStep = { readonly step: Step } | { readonly refusal: string } | 'whose';

/** @param step at which the API was asked */
export function nextStepAfter(outcome: Outcome, purpose: Purpose, step: Step, language: Language): NextStep {
  if (outcome === 'done') return { step: 'token' in purpose && step === 'ask' ? 'done' : 'sent' };
  if (outcome === 'unreachable') return { refusal: refusalIn(language, null) };
  const wrong = wrongField(outcome);
  if (outcome.code === 'link_not_valid' || wrong === 'token') return { step: 'dead' };
  if (outcome.code === 'already_confirmed') return { step: 'already' };
  if (outcome.code === 'password_required' || (purpose.kind === 'confirm' && wrong === 'password'))
    return 'whose';
  return { refusal: refusalIn(language, outcome) };
}
