import type { DeliveryMinutes, EditPolicies, EditRestaurant, Restaurant } from '#libs/contracts';
import { policyFields } from './policy-fields.ts';

type Known = Pick<Restaurant, 'policies' | 'delivery_minutes'>;

/** An empty field means that it is off; what is no number is left for the server to refuse. */
const numberOf = (typed: FormDataEntryValue | null): number | null => {
  const text = typeof typed === 'string' ? typed.trim() : '';
  return text === '' ? null : Number(text);
};

/** What is sent of a form: what is another than before, and nothing else; null where all is as it was. */
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
    .map(({ name }) => [name, numberOf(form.get(name))] as const)
    .filter(([name, value]) => value !== known[name]);
  const weeklyReport = form.get('weekly_report') !== null;
  return {
    ...Object.fromEntries(limits),
    ...(weeklyReport !== (known.weekly_report ?? false) && { weekly_report: weeklyReport }),
  };
}

/** Half a range is sent as it stands, to be refused at the missing half. */
function deliveryOf(form: FormData): DeliveryMinutes | null {
  const [from, to] = [numberOf(form.get('delivery_from')), numberOf(form.get('delivery_to'))];
  if (from === null && to === null) return null;
  return { from, to } as DeliveryMinutes;
}
