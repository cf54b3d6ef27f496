export { ConsentLedger, type ConsentScope } from './consent-ledger.ts';
export { Consent } from './consent.entity.ts';
export { ConsentModule } from './consent.module.ts';
