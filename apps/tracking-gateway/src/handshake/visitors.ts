import { Injectable } from '@nestjs/common';
import { trackingTokenIn } from '#libs/order-model';
import type { Visitor } from '../sockets/index.ts';
import { AccessTokens } from './access-tokens.ts';
import { TrackingLinks } from './tracking-links.ts';

/** Tells who holds a token, whatever its kind. */
@Injectable()
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
    const link = trackingTokenIn(token);
    return link === null ? this.accessTokens.read(token) : this.trackingLinks.read(link);
  }

  /** The same of someone who has been in for a while, as it stands now. */
  recogniseAgain(token: string): Promise<Visitor> {
    const link = trackingTokenIn(token);
    return link === null ? this.accessTokens.read(token) : this.trackingLinks.readAnew(link);
  }
}
