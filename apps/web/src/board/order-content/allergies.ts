import type { Item, Order } from '#libs/contracts';

/** What the till flags, each once, in the order of the items. */
export const allergensOf = ({ items }: Pick<Order, 'items'>): readonly string[] => [
  ...new Set(items.flatMap(({ allergens = [] }: Item) => allergens)),
];

/** Whether someone wrote of an allergy: the word has this stem in most languages that are written here. */
export const saysAllergy = (text: string): boolean => /all?[eé]rg/iu.test(text);
