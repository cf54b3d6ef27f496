import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { processesWith } from '../support/processes.ts';
import { type Finding, findingKinds, promises } from './finding.ts';
import { gather } from './gather.ts';
import { judge } from './judge.ts';
import { Rush } from './rush.ts';
import { Seeded, seedOfThisRun } from './seeded.ts';

jest.setTimeout(180_000);

const orders = 60;
const followers = 80;
const changesPerOrder = 16;
const callers = 10;
const kills = 6;

let rush: Rush;
let findings: readonly Finding[];

/** When to pull the plug, counted in acknowledged changes: once in each stretch of the rush. */
function momentsToKill(seed: number): readonly number[] {
  const random = new Seeded(seed + 1);
  const stretch = Math.floor((orders * changesPerOrder) / (kills + 1));
  return Array.from({ length: kills }, (_, index) => index * stretch + 1 + random.below(stretch));
}

async function killAtEach(moments: readonly number[]): Promise<void> {
  for (const moment of moments) {
    await eventually(
      () => rush.ledger.acknowledged.length >= moment,
      `${moment} acknowledged changes`,
      60_000,
    );
    await rush.killAndRestart();
    // The machine is at its busiest here; the promise of two seconds is measured once the rush is over.
    await rush.caughtUp(15_000);
    await rush.allBack(15_000);
  }
}

describe(`a rush of ${orders * changesPerOrder} changes during which the program is killed ${kills} times (SEED=${seedOfThisRun})`, () => {
  beforeAll(async () => {
    rush = await Rush.start(seedOfThisRun);
    await rush.open(orders, followers);
    await Promise.all([
      rush.serve(callers, (round) => round < changesPerOrder),
      killAtEach(momentsToKill(seedOfThisRun)),
    ]);
    await rush.caughtUp(2_000);
    await rush.owner.allSettled(60_000);
    findings = judge(await gather(rush, null));
  }, 180_000);

  it('really hit changes that were under way', () => {
    expect(rush.ledger.acknowledged.length).toBeGreaterThanOrEqual(1_000);
    expect(rush.ledger.unanswered).toBeGreaterThan(kills);
    // Once more for each kill; a handshake while the program is still starting may need another try.
    for (const { connections } of rush.screens) expect(connections).toBeGreaterThan(kills);
  });

  it('refused no request for good', () => {
    expect(rush.ledger.refused).toEqual([]);
  });

  it('published everything', async () => {
    expect(await rush.owner.outboxLength()).toBe(0);
  });

  it.each(findingKinds.map((kind) => [promises[kind], kind] as const))('%s', (_promise, kind) => {
    expect(findings.filter((finding) => finding.kind === kind)).toEqual([]);
  });
});

afterAll(async () => {
  const { dataFolder } = rush.passline;
  await rush.end();
  expect(await processesWith(dataFolder)).toEqual([]);
}, 60_000);
