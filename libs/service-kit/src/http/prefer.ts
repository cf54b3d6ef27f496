/** What a client would like of the answer (RFC 7240). */
export interface Preferences {
  /** `handling=strict`: rather refuse than take what is not understood. */
  readonly strict: boolean;
  /** `return=minimal`: no more than what became of it. */
  readonly minimal: boolean;
}

/** @param header of `Prefer`, several joined by commas; what is not known there is passed over */
export function preferences(header: string | readonly string[] | undefined): Preferences {
  const wishes = [header ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((wish) => (wish.split(';')[0] ?? '').replace(/[\s"]/g, '').toLowerCase());
  return { strict: wishes.includes('handling=strict'), minimal: wishes.includes('return=minimal') };
}
