import * as z from 'zod';
import {
  amountSchema,
  currencySchema,
  nameSchema,
  notesSchema,
  priceSchema,
  quantitySchema,
  sentQuantitySchema,
  exactTextSchema,
  freeTextSchema,
} from '../primitives.ts';

/** What is added to a dish, or left out of it: priced for each piece of the dish. */
const modifierShape = { name: nameSchema, quantity: quantitySchema, unit_price: priceSchema };
export const modifierSchema = z.object({ ...modifierShape, name: z.string() }).meta({ id: 'Modifier' });
export type Modifier = z.infer<typeof modifierSchema>;

/** How far the kitchen is with a line of the order. */
export const itemStates = ['waiting', 'started', 'done', 'served', 'unavailable'] as const;
export const itemStateSchema = z.enum(itemStates).meta({ id: 'ItemState' });
export type ItemState = z.infer<typeof itemStateSchema>;

const longestUrl = 2_048;
const itemDetails = {
  notes: notesSchema.optional(),
  allergens: z.array(nameSchema).max(30).optional(),
  station: nameSchema.optional(),
  external_id: exactTextSchema(255).optional(),
  image_url: z.httpUrl('must be a URL of the web').max(longestUrl).optional(),
};

/** A line of an order that is placed. `unit_price` in minor units of the order's currency. */
export const newItemSchema = z
  .object({
    name: nameSchema,
    quantity: sentQuantitySchema,
    unit_price: priceSchema.default(0),
    modifiers: z
      .array(
        z.object({
          ...modifierShape,
          quantity: sentQuantitySchema.default(1),
          unit_price: priceSchema.default(0),
        }),
      )
      .max(50)
      .optional(),
    ...itemDetails,
  })
  .meta({ id: 'NewItem' });
export type NewItem = z.infer<typeof newItemSchema>;

export const itemSchema = z
  .object({
    line: z.int().min(1).meta({ description: 'Counts from 1, as the items were placed' }),
    name: z.string(),
    quantity: quantitySchema,
    unit_price: priceSchema,
    modifiers: z.array(modifierSchema).optional(),
    amount: z
      .int()
      .min(0)
      .meta({ description: 'The quantity times the unit price with its modifiers, half up, in minor units' }),
    state: itemStateSchema,
    ...itemDetails,
  })
  .meta({ id: 'Item' });
export type Item = z.infer<typeof itemSchema>;

export const adjustmentSchema = z
  .object({
    kind: z.enum(['discount', 'delivery', 'service', 'packaging', 'tax', 'tip', 'other']),
    label: nameSchema.optional(),
    amount: amountSchema.meta({ description: 'In minor units; below zero where it is taken off' }),
  })
  .meta({ id: 'Adjustment' });
export type Adjustment = z.infer<typeof adjustmentSchema>;
export const adjustmentsSchema = z.array(adjustmentSchema).max(30);

export const paymentSchema = z
  .object({
    status: z.enum(['unpaid', 'paid', 'refunded', 'part_refunded']),
    method: z.enum(['cash', 'card', 'online', 'other']).optional(),
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof paymentSchema>;

/**
 * As it is kept and shown: each in the one form that it has. What was taken once is read whatever it is, so
 * that no order becomes unreadable by a rule that is stricter than the one by which it was taken.
 */
export const contactSchema = z
  .object({
    name: z.string().optional(),
    email: z
      .string()
      .optional()
      .meta({ examples: ['ana@example.com'] }),
    phone: z
      .string()
      .optional()
      .meta({ description: 'E.164', examples: ['+639171234567'] }),
    locale: z
      .string()
      .optional()
      .meta({ description: 'BCP 47', examples: ['es-MX'] }),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof contactSchema>;

/** As people and tills write it: what cannot be used of it is left out of the order, with a warning. */
const written = (example: string) => z.unknown().optional().meta({ type: 'string', example });
export const writtenContactSchema = z
  .object({
    name: written('Ana'),
    email: written('ana@example.com'),
    phone: written('+639171234567'),
    locale: written('en'),
  })
  .meta({ id: 'WrittenContact' });
export type WrittenContact = z.infer<typeof writtenContactSchema>;

export const tableSchema = nameSchema.max(50);
export const addressSchema = freeTextSchema(500);
const largestTotal = 1_000_000_000_000_000;
/** What the POS says that the order costs. */
export const givenTotalSchema = z.object({
  amount: z.int().min(0).max(largestTotal),
  currency: currencySchema.optional(),
});

/** What may be amended, by the name that it has in the request. */
export const amendable = [
  'payment',
  'table',
  'address',
  'customer',
  'items',
  'adjustments',
  'total',
  'scheduled_for',
] as const;
export const amendedPartSchema = z.enum(amendable).meta({ id: 'AmendedPart' });
export type AmendedPart = z.infer<typeof amendedPartSchema>;

export const lineStateSchema = z
  .object({ line: z.int().min(1).max(100), state: itemStateSchema })
  .meta({ id: 'LineState' });
export type LineState = z.infer<typeof lineStateSchema>;

export const moneySchema = z.object({ amount: z.int().min(0), currency: z.string() }).meta({ id: 'Money' });

/** How many pieces, counted on a counter. */
export const piecesSchema = z.int().min(0);
