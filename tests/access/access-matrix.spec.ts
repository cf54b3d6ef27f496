import { afterAll, beforeAll, jest } from '@jest/globals';
import { type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { everyoneSeesAndMovesOnlyWhatIsTheirs } from './access-matrix.contract.ts';

// Each row of the table is some hundred requests.
jest.setTimeout(60_000);

let passline: Passline;
beforeAll(async () => {
  const database = await migratedDatabase();
  passline = await startPassline({ database, settings: { RATE_LIMITS: 'off', NOTIFY_HOLD_MS: '3600000' } });
});
afterAll(() => passline.stop());

everyoneSeesAndMovesOnlyWhatIsTheirs(() => passline.url);
