/** One figure of /metrics. */
export interface Figure {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The names of all that a service may tell Prometheus, whether or not there is anything to tell. */
export async function metricNames(url: string): Promise<readonly string[]> {
  return [...(await (await fetch(`${url}/metrics`)).text()).matchAll(/^# TYPE (\w+)/gm)].map(
    ([, name = '']) => name,
  );
}

/** All that a service tells Prometheus now. */
export async function readMetrics(url: string): Promise<readonly Figure[]> {
  const lines = (await (await fetch(`${url}/metrics`)).text())
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return {
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', of = '']) => [key, of]),
      ),
      value: Number(value),
    };
  });
}

/** The sum of a metric over all that carry these labels; undefined where there is none. */
export async function figure(
  url: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  const found = (await readMetrics(url)).filter(
    (one) => one.name === name && Object.entries(labels).every(([key, of]) => one.labels[key] === of),
  );
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}
