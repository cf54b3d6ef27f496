import type { Snapshot, StatusInfo } from '#libs/contracts';

/** How each status looks before the server has said so: its colour, and how far the order is (%). */
export const statusLooks: Readonly<Record<Snapshot['status'], Pick<StatusInfo, 'color' | 'progress'>>> = {
  pending: { color: 'blue', progress: 10 },
  confirmed: { color: 'blue', progress: 20 },
  preparing: { color: 'amber', progress: 40 },
  cooking: { color: 'amber', progress: 60 },
  ready: { color: 'green', progress: 80 },
  out_for_delivery: { color: 'purple', progress: 90 },
  delivered: { color: 'green', progress: 95 },
  served: { color: 'green', progress: 95 },
  completed: { color: 'green', progress: 100 },
  cancelled: { color: 'gray', progress: 0 },
  rejected: { color: 'red', progress: 0 },
  delivery_failed: { color: 'red', progress: 90 },
};

/** A word that is no status looks gray. */
export const lookOf = (status: string): Pick<StatusInfo, 'color' | 'progress'> =>
  (statusLooks as Partial<Record<string, Pick<StatusInfo, 'color' | 'progress'>>>)[status] ?? {
    color: 'gray',
    progress: 0,
  };
