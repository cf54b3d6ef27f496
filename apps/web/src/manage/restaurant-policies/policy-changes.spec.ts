import { describe, expect, it } from '@jest/globals';
import { usualPolicies } from '#libs/contracts';
import { policyChanges } from './policy-changes.ts';
import { policyFields } from './policy-fields.ts';

const known = {
  policies: { ...usualPolicies, overdue_minutes: 10 },
  delivery_minutes: { from: 15, to: 25 },
};

/** The form as it stands, and what someone typed into it. */
function typed(changes: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const { name } of policyFields) form.set(name, String(known.policies[name] ?? ''));
  form.set('delivery_from', '15');
  form.set('delivery_to', '25');
  for (const [name, value] of Object.entries(changes)) form.set(name, value);
  return form;
}

describe('what is sent of a restaurant’s policies', () => {
  it.each([
    ['nothing, where all is as it was', {}, null],
    ['a number that was typed', { unaccepted_seconds: ' 90 ' }, { policies: { unaccepted_seconds: 90 } }],
    [
      'that it is off, where a field was emptied',
      { overdue_minutes: '' },
      { policies: { overdue_minutes: null } },
    ],
    [
      'the usual one that is switched off',
      { close_after_minutes: '' },
      { policies: { close_after_minutes: null } },
    ],
    ['that a report is wanted', { weekly_report: 'on' }, { policies: { weekly_report: true } }],
    [
      'both ends of the way, where one changes',
      { delivery_to: '40' },
      { delivery_minutes: { from: 15, to: 40 } },
    ],
    ['that nothing is said of the way', { delivery_from: '', delivery_to: '' }, { delivery_minutes: null }],
  ])('is %s', (_, changes, sent) => {
    expect(policyChanges(typed(changes), known)).toEqual(sent);
  });
});
