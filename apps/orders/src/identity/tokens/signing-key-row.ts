import { asJson, Columns } from '#libs/postgres';
import type { JWK } from 'jose';

/** A key pair that access tokens are signed with (ES256), as a private JWK. */
export interface SigningKeyRow {
  readonly kid: string;
  readonly privateKey: JWK;
  readonly createdAt: Date;
  /** Until then it is only shown. */
  readonly signsFrom: Date;
  /** From when on the next one signs. */
  readonly retiredAt: Date | null;
}

export const signingKeyColumns = new Columns<SigningKeyRow>({
  kid: 'kid',
  privateKey: asJson('private_key'),
  createdAt: 'created_at',
  signsFrom: 'signs_from',
  retiredAt: 'retired_at',
});
