import type { SetPace } from '#libs/contracts';

const MINUTE_MS = 60_000;

/** One tap. */
export interface PaceWish {
  readonly words: string;
  /** @param now by the server's clock, in ms */
  readonly pace: (now: number) => SetPace;
}

const busy = (minutes: number): PaceWish => ({
  words: `+${minutes} min`,
  pace: () => ({ mode: 'busy', extra_minutes: minutes }),
});

const pausedFor = (minutes: number): PaceWish => ({
  words: `${minutes} min`,
  pace: (now) => ({ mode: 'paused', until: new Date(now + minutes * MINUTE_MS).toISOString() }),
});

export const busyWishes: readonly PaceWish[] = [10, 20, 30].map(busy);
export const pauseWishes: readonly PaceWish[] = [
  ...[15, 30, 60].map(pausedFor),
  { words: 'Until opened', pace: () => ({ mode: 'paused' }) },
];

/** @param reason left out where nothing was typed */
export const withReason = (pace: SetPace, reason: string): SetPace =>
  reason.trim() === '' ? pace : { ...pace, reason: reason.trim() };
