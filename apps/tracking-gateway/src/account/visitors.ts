import type { AccessTokens } from './access-tokens.ts';
import { isTrackingToken, type TrackingLinks } from './tracking-links.ts';
import type { Visitor } from './visitor.ts';

/** Tells who holds a token, whatever its kind. */
export class Visitors {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly trackingLinks: TrackingLinks,
  ) {}

  /**
   * @throws ProblemError `unauthenticated` for a token that is not good any more
   * @throws OrdersUnavailableError where that cannot be told now
   */
  recognise(token: string): Promise<Visitor> {
    return isTrackingToken(token) ? this.trackingLinks.read(token) : this.accessTokens.read(token);
  }
}
