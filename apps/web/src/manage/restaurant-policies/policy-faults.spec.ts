import { describe, expect, it } from '@jest/globals';
import { editRestaurantSchema, mostMinutes, mostOfPolicies } from '#libs/contracts';
import { policyFields } from './policy-fields.ts';
import { wrongPolicies } from './policy-faults.ts';

const form = (typed: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return form;
};
const delivery = (from: string, to: string): FormData => form({ delivery_from: from, delivery_to: to });

describe('what is typed into the policies', () => {
  it.each(policyFields.map(({ name }) => name))('is judged as the server does: %s', (name) => {
    const most = mostOfPolicies[name];
    for (const value of [0, 1, most, most + 1, -5, 1.5]) {
      const isRight = editRestaurantSchema.safeParse({ policies: { [name]: value } }).success;
      expect(Object.keys(wrongPolicies(form({ [name]: String(value) })))).toEqual(
        isRight ? [] : [`policies.${name}`],
      );
    }
  });

  it.each(['ten', '1e3', '0x10', '10 min', '１０'])(
    'is no number where it is “%s”, and says what is',
    (typed) => {
      expect(wrongPolicies(form({ overdue_minutes: typed }))).toEqual({
        'policies.overdue_minutes': 'Type a whole number from 1 to 1,440, or empty the field for off',
      });
    },
  );

  it.each([
    ['', '', []],
    [' 15 ', '25', []],
    ['15', '15', []],
    ['15', '', ['delivery_minutes.to']],
    ['', '15', ['delivery_minutes.from']],
    ['a', 'b', ['delivery_minutes.from', 'delivery_minutes.to']],
    ['1', String(mostMinutes + 1), ['delivery_minutes.to']],
    ['25', '15', ['delivery_minutes']],
  ])('as a way from “%s” to “%s” is wrong at %j', (from, to, paths) => {
    expect(Object.keys(wrongPolicies(delivery(from, to)))).toEqual(paths);
  });
});
