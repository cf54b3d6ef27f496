import type { EditRestaurant, Restaurant } from '#libs/contracts';

export interface ProfileField {
  readonly name: Exclude<keyof EditRestaurant, 'policies' | 'delivery_minutes'>;
  readonly words: string;
  readonly hint: string;
  readonly type: 'text' | 'tel' | 'number';
  readonly isRequired: boolean;
  readonly suggestions?: () => readonly string[];
}

export const fields: readonly ProfileField[] = [
  { name: 'name', words: 'Name', hint: 'as customers know it', type: 'text', isRequired: true },
  {
    name: 'phone',
    words: 'Phone',
    hint: 'with country code; customers call it',
    type: 'tel',
    isRequired: false,
  },
  { name: 'address', words: 'Address', hint: 'stands in e-mails', type: 'text', isRequired: false },
  {
    name: 'base_preparation_minutes',
    words: 'Preparation in minutes',
    hint: 'what a dish takes; estimates begin with it',
    type: 'number',
    isRequired: true,
  },
  {
    name: 'timezone',
    words: 'Time zone',
    hint: 'such as Asia/Manila',
    type: 'text',
    isRequired: true,
    suggestions: () => Intl.supportedValuesOf('timeZone'),
  },
  {
    name: 'locale',
    words: 'Language',
    hint: 'for customers who name none, such as en-PH',
    type: 'text',
    isRequired: true,
  },
  {
    name: 'currency',
    words: 'Currency',
    hint: 'of new orders, such as PHP',
    type: 'text',
    isRequired: true,
    suggestions: () => Intl.supportedValuesOf('currency'),
  },
];

/** What is sent: what is another than before, and nothing else. */
export function profileChanges(form: FormData, known: Restaurant): EditRestaurant {
  const typed = profileOf(form);
  const changed = fields.filter(({ name }) => typed[name] !== known[name]);
  return Object.fromEntries(changed.map(({ name }) => [name, typed[name]]));
}

/** An empty phone or address means that there is none. */
function profileOf(form: FormData): EditRestaurant {
  const {
    base_preparation_minutes: minutes,
    phone,
    address,
    ...texts
  } = Object.fromEntries([...form].map(([name, value]) => [name, (value as string).trim()]));
  return {
    ...texts,
    phone: phone || null,
    address: address || null,
    base_preparation_minutes: Number(minutes),
  };
}
