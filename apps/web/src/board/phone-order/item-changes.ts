import { type ItemDraft, meantItems, type OrderDraft } from './order-draft.ts';

/**
 * A dish that was sold before costs what it cost then, until someone says otherwise; another dish does not,
 * and is not what the till knows the first one by.
 * @param dishes what is known to have been sold, with its price as it is typed
 */
export function changedItem(
  item: ItemDraft,
  change: Partial<ItemDraft>,
  dishes: ReadonlyMap<string, string>,
): ItemDraft {
  const { name, price } = change;
  if (price !== undefined) return { ...item, ...change, isPrefilled: false };
  if (name === undefined || name.trim() === item.name.trim()) return { ...item, ...change };
  const isTyped = !item.isPrefilled && item.price.trim() !== '';
  const known = isTyped ? {} : { price: dishes.get(name.trim()) ?? '', isPrefilled: true };
  return { ...item, ...change, ...known, atTheTill: {} };
}

/**
 * Other lines of a draft. Where they are no longer what was ordered, they cost what they cost, and not what
 * the repeated order did; what is said to the kitchen changes no price.
 */
export const withItems = (
  draft: OrderDraft,
  items: readonly ItemDraft[],
): Pick<OrderDraft, 'items' | 'total'> => ({
  items,
  total: orderedIn({ ...draft, items }) === orderedIn(draft) ? draft.total : null,
});

const orderedIn = (draft: OrderDraft): string =>
  JSON.stringify(
    meantItems(draft).map(({ name, quantity, price, modifiers }) => [
      name.trim(),
      quantity,
      price,
      modifiers,
    ]),
  );
