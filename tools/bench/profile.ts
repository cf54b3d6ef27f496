import type { CpuProfile } from './inspector.ts';

export interface SelfTime {
  readonly place: string;
  readonly ms: number;
  readonly share: number;
}

/** The functions in which most time was spent itself, without what they call; idle time is not counted. */
export function topSelfTimes({ nodes, samples, timeDeltas }: CpuProfile, count: number): SelfTime[] {
  const placeOf = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(anonymous)'} ${shortened(url)}:${String(lineNumber + 1)}`,
    ]),
  );
  const spent = new Map<string, number>();
  samples.forEach((id, index) => {
    const place = placeOf.get(id) ?? '(unknown)';
    if (!place.startsWith('(idle)'))
      spent.set(place, (spent.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
  });
  const total = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
  const ranked = [...spent].sort(([, one], [, other]) => other - one).slice(0, count);
  return ranked.map(([place, ms]) => ({ place, ms, share: ms / total }));
}

const shortened = (url: string): string => url.replace(/^file:\/\/.*?\/(?=node_modules\/|dist\/)/, '');
