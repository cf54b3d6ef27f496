import * as z from 'zod';
import { isKnownCurrency } from '#libs/money';
import { Fulfilment, Role, Status } from '#libs/status-machine';
import { cleanName, cleanText } from './clean-text.ts';
import { longestNotes } from './limits.ts';

export const statusSchema = z.enum(Status).meta({ id: 'Status' });
export const fulfilmentSchema = z.enum(Fulfilment).meta({ id: 'Fulfilment' });
export const roleSchema = z.enum(Role).meta({ id: 'Role' });

/** Any UUID; those that Passline makes are version 7. Upper case is accepted and folded. */
export const idSchema = z.guid('must be a UUID').toLowerCase();

const longestTime = 64;
const endOfTime = Date.UTC(9999, 11, 31);
const isInReach = (time: string): boolean => Date.parse(time) >= 0 && Date.parse(time) < endOfTime;

/** RFC 3339 with an offset, any precision, from 1970 on. */
export const timeSchema = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 time with an offset' })
  .max(longestTime)
  .refine(isInReach, 'must lie between 1970 and 9999');

/** Times in this one form are in the order of their letters, and every event has some of them. */
const isUtcInReach = (time: string): boolean => time >= '1970' && time < '9999-12-31';

/** What Passline writes: RFC 3339, UTC, milliseconds. */
export const utcTimeSchema = z.iso
  .datetime({ precision: 3 })
  .refine(isUtcInReach, 'must lie between 1970 and 9999');

export const versionSchema = z.int().min(1);

const isCurrency = (code: string): boolean =>
  isKnownCurrency(code) || Intl.supportedValuesOf('currency').includes(code);
export const currencySchema = z
  .string()
  .toUpperCase()
  .refine(isCurrency, 'must be an ISO 4217 currency code, such as "PHP"');

const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};
export const localeSchema = z
  .string()
  .max(35)
  .refine(isLocale, 'must be a BCP 47 language tag, such as "es-MX"');

const isTimezone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};
export const timezoneSchema = z
  .string()
  .max(64)
  .refine(isTimezone, 'must be an IANA time zone, such as "Asia/Manila"');

/** Of three letters, those that are the same to PostgreSQL. */
const plainZones: readonly string[] = ['UTC', 'GMT', 'UCT', 'PRC', 'ROC', 'ROK'];

/**
 * As one is set. Offsets ("+08:00") and abbreviations ("IST", "CET") mean another time to PostgreSQL than to
 * everything else.
 */
export const newTimezoneSchema = timezoneSchema.refine(
  (name) => !/^([+-]|[a-z]{3}$)/i.test(name) || plainZones.includes(name.toUpperCase()),
  'must be an IANA time zone, such as "Asia/Manila"',
);

/** E.164; spaces, dots, dashes and brackets that people type are taken out first. */
export const phoneSchema = z
  .string()
  .max(32)
  .transform((typed) => typed.replace(/[\s().-]/g, ''))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an international number, such as "+639171234567"'));

export const emailSchema = z.email('must be an e-mail address').max(254);

const isWellFormed = (text: string): boolean => text.isWellFormed();
const wellFormedError = 'must be well-formed Unicode';

/**
 * What is compared letter by letter, such as an id of somebody else's, and so kept as it came; as the
 * database can keep it: without U+0000, and without halves of a surrogate pair. At most `max` UTF-16 units.
 */
export const exactTextSchema = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000'), 'must not contain U+0000')
    .refine(isWellFormed, wellFormedError);

/**
 * What people write for people to read: cleaned of what would change the text around it. Lines stay. At most
 * `max` UTF-16 units.
 */
export const freeTextSchema = (max: number) =>
  z.string().overwrite(cleanText).max(max).refine(isWellFormed, wellFormedError);

/**
 * When the food will be ready and, for a delivery, at the door; both ends included. `ready_…` are null once
 * it is ready, and all of it where there is nothing left to wait for.
 */
export const estimateSchema = z
  .object({
    ready_from: utcTimeSchema.nullable(),
    ready_to: utcTimeSchema.nullable(),
    arrives_from: utcTimeSchema.optional(),
    arrives_to: utcTimeSchema.optional(),
    // An event of the release before does not say it.
    basis: z.enum(['rule', 'learned']).optional().meta({
      description: 'By the rule, or by how long the restaurant’s last orders took',
    }),
  })
  .nullable()
  .meta({ id: 'Estimate' });
export type Estimate = z.infer<typeof estimateSchema>;

export const statusInfoSchema = z
  .object({
    status: statusSchema,
    label: z.string(),
    description: z.string(),
    icon: z.string(),
    color: z.enum(['blue', 'amber', 'green', 'purple', 'red', 'gray']),
    progress: z.int().min(0).max(100),
  })
  .meta({ id: 'StatusInfo' });
export type StatusInfo = z.infer<typeof statusInfoSchema>;

/** What a customer reads; travels in events and frames. */
export const notesSchema = freeTextSchema(longestNotes);
/** Of a person, a device, a restaurant, a dish: one line, cleaned of what would change those around it. */
export const nameSchema = z
  .string()
  .overwrite(cleanName)
  .min(1)
  .max(200)
  .refine(isWellFormed, wellFormedError);

const quantityError = 'must be a number above 0 with at most three decimals';
const inThousandths = (quantity: number): number => Math.round(quantity * 1_000) / 1_000;
/** A sum of decimals, such as 0.1 + 0.2, is a little off its last one. */
const hasThreeDecimals = (quantity: number): boolean =>
  Math.abs(quantity - inThousandths(quantity)) < 1e-9 && inThousandths(quantity) > 0;

/** Pieces, or a weight. */
export const quantitySchema = z.number(quantityError).min(0.001, quantityError).max(9_999);
/**
 * How languages write a number as text: `1.0000` where a column has four decimals, `.5` without the nought,
 * `1E+2` in Java. Whether it is a quantity is judged by what it is worth, as if it had come as a number.
 */
const decimalText = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i;
const longestDecimal = 40;
/** As tills send it: as a number, or as the text of one. */
export const sentQuantitySchema = z
  .union([z.number(), z.string().trim().max(longestDecimal).regex(decimalText)], quantityError)
  .transform(Number)
  .pipe(quantitySchema.refine(hasThreeDecimals, quantityError).overwrite(inThousandths));

/** In minor units of the order's currency. */
export const priceSchema = z.int().min(0).max(1_000_000_000);
export const amountSchema = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
