import { type DataSource, IsNull } from 'typeorm';
import { Consent } from './consent.entity.ts';

/** Whom the customer's consent is about: a number, and one restaurant or (null) all of them. */
export interface ConsentScope {
  readonly phone: string;
  readonly restaurantId: string | null;
}

/** Asked before each text leaves. Nobody has opted out who is not in it. */
export class ConsentLedger {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async allows({ phone, restaurantId }: ConsentScope): Promise<boolean> {
    const where = [{ phone, restaurantId: IsNull() }, ...(restaurantId === null ? [] : [{ phone, restaurantId }])];
    const [latest] = await this.dataSource.getRepository(Consent).find({ where, order: { recordedAt: 'DESC', id: 'DESC' }, take: 1 });
    return latest?.wanted ?? true;
  }

  async record(scope: ConsentScope, said: { readonly wanted: boolean; readonly source: string }): Promise<void> {
    await this.dataSource.getRepository(Consent).insert({ ...scope, ...said, recordedAt: this.now() });
  }
}
