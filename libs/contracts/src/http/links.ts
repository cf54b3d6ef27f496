import * as z from 'zod';

/** Null once the link is withdrawn. */
export const trackingLinkSchema = z
  .object({ tracking_url: z.string().nullable() })
  .meta({ id: 'TrackingLink' });
export type TrackingLink = z.infer<typeof trackingLinkSchema>;
