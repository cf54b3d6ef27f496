import { mostMinutes, mostOfPolicies } from '#libs/contracts';
import type { Wrong } from '../../ui/form-answer/form-answer.ts';
import { policyFields } from './policy-fields.ts';

/** A field as it was typed, without what stands around it. */
export const typedIn = (form: FormData, name: string): string => {
  const typed = form.get(name);
  return typeof typed === 'string' ? typed.trim() : '';
};

const isUpTo = (most: number, typed: string): boolean =>
  /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most;

const wanted = (most: number): string => `Type a whole number from 1 to ${most.toLocaleString('en')}`;

/** What the server would refuse, by the paths that it names, and what to do about it. */
export const wrongPolicies = (form: FormData): Wrong => ({
  ...Object.fromEntries(
    policyFields.flatMap(({ name }) => {
      const [typed, most] = [typedIn(form, name), mostOfPolicies[name]];
      return typed === '' || isUpTo(most, typed)
        ? []
        : [[`policies.${name}`, `${wanted(most)}, or empty the field for off`]];
    }),
  ),
  ...wrongDelivery(typedIn(form, 'delivery_from'), typedIn(form, 'delivery_to')),
});

function wrongDelivery(from: string, to: string): Wrong {
  if (from === '' && to === '') return {};
  const ends = { 'delivery_minutes.from': from, 'delivery_minutes.to': to };
  const wrong = Object.entries(ends).filter(([, typed]) => !isUpTo(mostMinutes, typed));
  if (wrong.length > 0)
    return Object.fromEntries(
      wrong.map(([path]) => [path, `${wanted(mostMinutes)}, or empty both fields for the usual way`]),
    );
  return Number(to) < Number(from)
    ? { delivery_minutes: 'Type at least as many minutes here as in the field before' }
    : {};
}
