import { describe, expect, it } from '@jest/globals';
import { findingKinds } from './finding.ts';
import { judge } from './judge.ts';
import { noBugs, plantedBugs } from './planted-bugs.ts';
import { recordedEvening } from './recorded-evening.ts';

const planted = findingKinds.flatMap((kind) =>
  plantedBugs[kind].map(([bug, plant]) => ({ kind, bug, plant })),
);

describe('the judge of what is left of an evening with faults', () => {
  it.each(planted)('finds that $bug: $kind, and nothing else', ({ kind, plant }) => {
    const [tampered, sound] = recordedEvening();
    plant(tampered!);
    const findings = judge([tampered!, sound!]);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding).toMatchObject({ kind, orderId: tampered!.row.order_id });
  });

  it.each(noBugs)('finds nothing where %s', (_what, happen) => {
    const [order, other] = recordedEvening();
    happen(order!);
    expect(judge([order!, other!])).toEqual([]);
  });
});
