import * as z from 'zod';
import { mostMinutes, mostOfPolicies } from '../limits.ts';

/** What of an order somebody should look after. */
export const attentions = ['unaccepted', 'overdue', 'uncollected', 'out_long'] as const;
export const attentionSchema = z.enum(attentions).meta({ id: 'Attention' });
export type Attention = z.infer<typeof attentionSchema>;

const limit = (name: keyof typeof mostOfPolicies, description: string) =>
  z.int().min(1).max(mostOfPolicies[name]).nullable().meta({ description });

/** What happens by itself at a restaurant; null: it does not. */
export const policiesSchema = z
  .object({
    accept_within_seconds: limit(
      'accept_within_seconds',
      'An order that nobody accepts is rejected after so long, with the reason `no_response`',
    ),
    confirm_after_seconds: limit('confirm_after_seconds', 'An order confirms itself after so long'),
    close_after_minutes: limit(
      'close_after_minutes',
      'What is delivered or served is completed after so long',
    ),
    unaccepted_seconds: limit('unaccepted_seconds', 'A pending order calls for attention after so long'),
    overdue_minutes: limit(
      'overdue_minutes',
      'An order calls for attention so long after what it was promised',
    ),
    uncollected_minutes: limit(
      'uncollected_minutes',
      'What is ready and still there calls for attention after so long',
    ),
    out_minutes: limit('out_minutes', 'What is out for delivery calls for attention after so long'),
    tell_after_minutes: limit(
      'tell_after_minutes',
      'Where nobody has reacted so long after what was promised, the customer is told of a delay',
    ),
    weekly_report: z
      .boolean()
      .nullable()
      .meta({ description: 'Each Monday the admins get the week by mail' }),
  })
  .meta({ id: 'Policies' });
export type Policies = z.infer<typeof policiesSchema>;

/** What holds where a restaurant has said nothing. */
export const usualPolicies: Policies = {
  accept_within_seconds: null,
  confirm_after_seconds: null,
  close_after_minutes: 30,
  unaccepted_seconds: null,
  overdue_minutes: null,
  uncollected_minutes: null,
  out_minutes: null,
  tell_after_minutes: null,
  weekly_report: null,
};

/** A PATCH changes those that it names. */
export const editPoliciesSchema = policiesSchema.partial().meta({ id: 'EditPolicies' });
export type EditPolicies = z.infer<typeof editPoliciesSchema>;

/** How long the restaurant's drivers take, from door to door. */
export const deliveryMinutesSchema = z
  .object({ from: z.int().min(1).max(mostMinutes), to: z.int().min(1).max(mostMinutes) })
  .refine(({ from, to }) => from <= to, 'must not end before it begins')
  .meta({ id: 'DeliveryMinutes' });
export type DeliveryMinutes = z.infer<typeof deliveryMinutesSchema>;
