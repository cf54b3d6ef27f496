/**
 * Whether a browser's page may use an access token here: one of our own host, or a trusted one. Programs send
 * no origin.
 */
export function mayUseAccessToken(
  { origin, host }: { readonly origin?: string | undefined; readonly host?: string | undefined },
  trusted: readonly string[],
): boolean {
  if (origin === undefined) return true;
  if (trusted.includes(origin.toLowerCase())) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
