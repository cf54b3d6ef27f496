import type { Contact, Warning, WrittenContact } from '#libs/contracts';
import { cleanName, isBlankText } from '#libs/contracts';
import { emailOf, localeOf, phoneOf } from '#libs/contacts';

const longestName = 200;
const nameOf = (typed: string): string | null => {
  const name = cleanName(typed);
  return name.length > longestName || !name.isWellFormed() ? null : name;
};

const wanted: Readonly<Record<keyof Contact, string>> = {
  name: 'a name of at most 200 characters',
  email: 'an e-mail address',
  phone: 'a phone number, with its country code or as it is dialled where the restaurant is',
  locale: 'a language tag, such as "es-MX"',
};

export interface ReadContact {
  /** Each part in the one form that it has. */
  readonly contact: Contact;
  readonly warnings: readonly Warning[];
}

/**
 * A contact from what people and tills write; what cannot be used of it is left out and told.
 * @param country two letters: where the restaurant is, and national numbers are dialled
 */
export function readContact(written: WrittenContact, country: string | null): ReadContact {
  const forms: Readonly<Record<keyof Contact, (typed: string) => string | null>> = {
    name: nameOf,
    email: emailOf,
    phone: (typed) => phoneOf(typed, country),
    locale: localeOf,
  };
  const read = (Object.keys(wanted) as (keyof Contact)[]).flatMap((part) => {
    const given = written[part];
    const typed = typeof given === 'number' ? String(given) : given;
    if (typed === undefined || typed === null || (typeof typed === 'string' && isBlankText(typed))) return [];
    return [{ part, value: typeof typed === 'string' ? forms[part](typed) : null }];
  });
  return {
    contact: Object.fromEntries(read.flatMap(({ part, value }) => (value === null ? [] : [[part, value]]))),
    warnings: read.flatMap(({ part, value }) => (value === null ? [unusable(part)] : [])),
  };
}

const unusable = (part: keyof Contact): Warning => ({
  path: `customer.${part}`,
  code: 'unusable_contact',
  message: `is not ${wanted[part]}, and was left out`,
});
