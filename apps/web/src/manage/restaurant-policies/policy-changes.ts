import type { DeliveryMinutes, EditPolicies, EditRestaurant, Restaurant } from '#libs/contracts';
import { typedIn } from './policy-faults.ts';
import { policyFields } from './policy-fields.ts';

type Known = Pick<Restaurant, 'policies' | 'delivery_minutes'>;

/** An empty field means that it is off. */
const numberIn = (form: FormData, name: string): number | null => {
  const typed = typedIn(form, name);
  return typed === '' ? null : Number(typed);
};

/**
 * What is sent of a form: what is another than before, and nothing else; null where all is as it was.
 * @param form in which nothing is wrong
 */
export function policyChanges(form: FormData, known: Known): EditRestaurant | null {
  const policies = changedPolicies(form, known.policies);
  const delivery_minutes = deliveryOf(form);
  const isDeliveryChanged = JSON.stringify(delivery_minutes) !== JSON.stringify(known.delivery_minutes);
  const changes: EditRestaurant = {
    ...(Object.keys(policies).length > 0 && { policies }),
    ...(isDeliveryChanged && { delivery_minutes }),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}

function changedPolicies(form: FormData, known: Known['policies']): EditPolicies {
  const limits = policyFields
    .map(({ name }) => [name, numberIn(form, name)] as const)
    .filter(([name, value]) => value !== known[name]);
  const weeklyReport = form.get('weekly_report') !== null;
  return {
    ...Object.fromEntries(limits),
    ...(weeklyReport !== (known.weekly_report ?? false) && { weekly_report: weeklyReport }),
  };
}

function deliveryOf(form: FormData): DeliveryMinutes | null {
  const [from, to] = [numberIn(form, 'delivery_from'), numberIn(form, 'delivery_to')];
  return from === null || to === null ? null : { from, to };
}
