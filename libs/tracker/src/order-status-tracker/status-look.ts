import type { StatusInfo } from '#libs/contracts';
import { statusLooks } from '#libs/order-model';

/** How a status looks before the server has said so; a word that is no status looks gray. */
export const lookOf = (status: string): Pick<StatusInfo, 'color' | 'progress'> =>
  (statusLooks as Partial<Record<string, Pick<StatusInfo, 'color' | 'progress'>>>)[status] ?? {
    color: 'gray',
    progress: 0,
  };
