import { Module } from '@nestjs/common';
import { ConsentLedger } from './consent-ledger.ts';

/** Who wants texts. */
@Module({ providers: [ConsentLedger], exports: [ConsentLedger] })
export class ConsentModule {}
