/** What an entry of an order's history tells of. */
export const ChangeType = {
  Placed: 'placed',
  StatusChanged: 'status_changed',
  Recalled: 'recalled',
  Delayed: 'delayed',
  Amended: 'amended',
} as const;
export type ChangeType = (typeof ChangeType)[keyof typeof ChangeType];
