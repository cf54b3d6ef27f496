/** What draws lines, their library and all: on its way, there, or not to be had. */
export type ChartState = 'loading' | 'there' | 'missing';

/** Loads it, after the first numbers. Never throws. */
export const loadCharts = (): Promise<ChartState> =>
  import('../line-chart/line-chart.element.ts').then(
    () => 'there',
    () => 'missing',
  );

/**
 * Tries again. Some browsers remember that a script could not be had, and a new release has others in its
 * place: where the server answers, the page is opened anew, as its address says it.
 */
export async function loadChartsAgain(): Promise<ChartState> {
  const state = await loadCharts();
  if (state === 'missing' && (await fetch(location.href, { method: 'HEAD' }).catch(() => null))?.ok)
    location.reload();
  return state;
}
