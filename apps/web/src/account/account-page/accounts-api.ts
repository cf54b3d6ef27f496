import type { Problem } from '#libs/contracts';
import { problemIn } from '#libs/tracker';

export type Route = 'sign-up' | 'confirm' | 'resend' | 'forgot-password' | 'reset-password';

/** What came of a request: done, refused with a problem, or no answer at all. */
export type Outcome = 'done' | Problem | 'unreachable';

/** Nothing secret stands in the address: it all travels in the body. */
export async function ask(route: Route, body: object): Promise<Outcome> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    cache: 'no-store',
  } as const;
  const response = await fetch(`/api/v1/customers${route === 'sign-up' ? '' : `/${route}`}`, request).catch(
    () => null,
  );
  if (response?.ok === true) return 'done';
  return problemIn(await response?.json().catch(() => null)) ?? 'unreachable';
}
