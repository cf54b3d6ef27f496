import type { PlacedOrder, PlaceOrder, Warning } from '#libs/contracts';

const contactWords = { name: 'Name', phone: 'Phone', email: 'E-mail' } as const;
type ContactPart = keyof typeof contactWords;
const contactParts = Object.keys(contactWords) as readonly ContactPart[];

/** Something that was typed and is not in the order, or not as it was typed. */
export interface LeftOut {
  /** The part of the contact that can be corrected; null for anything else. */
  readonly part: ContactPart | null;
  readonly typed: string;
  readonly words: string;
}

/** What the server took otherwise than it was sent; the repeat of a lost answer says it no more. */
export function leftOut(sent: PlaceOrder, { warnings = [], customer }: PlacedOrder): readonly LeftOut[] {
  const told = warnings.map((warning) => ofWarning(warning, sent));
  const lost = contactParts
    .filter((part) => typedOf(sent, part) !== '' && !customer?.[part])
    .filter((part) => !told.some((each) => each.part === part))
    .map((part) => ({
      part,
      typed: typedOf(sent, part),
      words: `${contactWords[part]} “${typedOf(sent, part)}” cannot be used, and was left out.`,
    }));
  return [...told, ...lost];
}

function ofWarning({ path, message }: Warning, sent: PlaceOrder): LeftOut {
  const part = contactParts.find((each) => path === `customer.${each}`) ?? null;
  if (part === null) return { part, typed: '', words: `“${path}” ${message}.` };
  const typed = typedOf(sent, part);
  return { part, typed, words: `${contactWords[part]} “${typed}” ${message}.` };
}

function typedOf({ customer }: PlaceOrder, part: ContactPart): string {
  const typed = customer?.[part];
  return typeof typed === 'string' ? typed : '';
}
