/** An event of a Chromium trace, as far as it is read; `ts` and `dur` in µs. */
export interface TraceEvent {
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
}

/** What one frame cost, in ms. */
export interface Frame {
  /** Since the frame before it. */
  readonly interval: number;
  /** Of which script ran. */
  readonly script: number;
}

/** Whatever makes script run; one inside another is counted once. */
const scripted = new Set([
  'FunctionCall',
  'EvaluateScript',
  'TimerFire',
  'EventDispatch',
  'FireAnimationFrame',
  'RunMicrotasks',
  'v8.callFunction',
]);

type Span = readonly [from: number, to: number];

/** The frames of a page that asks for each by `requestAnimationFrame`, from its trace. */
export function framesOf(events: readonly TraceEvent[]): readonly Frame[] {
  const beats = events
    .filter(({ name }) => name === 'FireAnimationFrame')
    .sort((one, other) => one.ts - other.ts);
  const [first] = beats;
  if (first === undefined) return [];
  const ours = events.filter(
    (event) => event.pid === first.pid && event.tid === first.tid && scripted.has(event.name),
  );
  const spans = merged(ours.map(({ ts, dur = 0 }): Span => [ts, ts + dur]));
  const starts = [...new Set(beats.map(({ ts }) => ts))];
  return starts.slice(1).map((to, index) => frameOf([starts[index] ?? to, to], spans));
}

function frameOf([from, to]: Span, spans: readonly Span[]): Frame {
  const script = spans.reduce(
    (sum, [begin, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)),
    0,
  );
  return { interval: (to - from) / 1_000, script: script / 1_000 };
}

/** Spans that overlap or lie within each other, as one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const whole: [number, number][] = [];
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
