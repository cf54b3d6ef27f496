import * as z from 'zod';
import { longestPaceReason, mostMinutes } from '../limits.ts';
import { freeTextSchema, timeSchema, utcTimeSchema } from '../primitives.ts';

/** How many orders a kitchen takes right now. */
export const paceModes = ['open', 'busy', 'paused'] as const;

const extraMinutesSchema = z.int().min(1).max(mostMinutes);
const reasonSchema = freeTextSchema(longestPaceReason);

export const paceSchema = z
  .object({
    mode: z.enum(paceModes),
    extra_minutes: extraMinutesSchema.optional().meta({
      description: 'What every new estimate is lengthened by while it is busy',
    }),
    until: utcTimeSchema.nullable().optional().meta({ description: 'When it opens again by itself' }),
    reason: reasonSchema.optional(),
  })
  .meta({ id: 'Pace' });
export type Pace = z.infer<typeof paceSchema>;

/** What holds where nobody has said anything, or its time is over. */
export const openPace: Pace = { mode: 'open' };

export const setPaceSchema = z
  .object({
    mode: z.enum(paceModes),
    extra_minutes: extraMinutesSchema.optional(),
    until: timeSchema.optional(),
    reason: reasonSchema.optional(),
  })
  .meta({ id: 'SetPace', example: { mode: 'busy', extra_minutes: 15 } });
export type SetPace = z.infer<typeof setPaceSchema>;
