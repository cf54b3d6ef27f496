import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import { type Geometry, geometryOf, margin, type Size } from './geometry.ts';
import type { LineChart } from './line-chart.ts';
import { styles } from './line-chart.styles.ts';

const HEIGHT = 208;
/** Lines over more days are thin: they go up and down with each weekend. */
const MANY_DAYS = 100;
/** Half the width of a page of A4 or Letter, and as high as leaves room for a week. */
const paper: Size = { width: 340, height: 120 };
/** How far a key leads, in days. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -7,
  PageUp: 7,
  Home: -Infinity,
  End: Infinity,
};

/**
 * Lines over days, drawn as wide as there is room. A finger, a pointer or the arrow keys go from day to day,
 * and what is known of that day is said: to assistive technology it is a slider, whose value it is.
 */
export class LineChartElement extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    chart: { attribute: false },
    width: { state: true },
    isOnPaper: { state: true },
    place: { state: true },
  };

  declare chart: LineChart;
  declare private width: number;
  declare private isOnPaper: boolean;
  /** Of the day that is looked at; null before any was. */
  declare private place: number | null;
  readonly #watch = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width > 0) this.width = width;
  });

  readonly #print = ({ type }: Event): void => void (this.isOnPaper = type === 'beforeprint');

  constructor() {
    super();
    [this.width, this.place, this.isOnPaper] = [560, null, false];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
    for (const type of ['beforeprint', 'afterprint']) addEventListener(type, this.#print);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
    for (const type of ['beforeprint', 'afterprint']) removeEventListener(type, this.#print);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('chart')) this.place = null;
  }

  protected override render(): TemplateResult {
    const { chart } = this;
    const size = this.isOnPaper ? paper : { width: this.width, height: HEIGHT };
    const geometry = geometryOf(chart, size);
    const place = this.place ?? chart.days.length - 1;
    return html`<div
        class=${chart.days.length > MANY_DAYS ? 'plot many' : 'plot'}
        role="slider"
        tabindex="0"
        aria-label=${chart.name}
        aria-valuemin="1"
        aria-valuemax=${chart.days.length}
        aria-valuenow=${place + 1}
        aria-valuetext=${chart.sayOf(place)}
        @keydown=${(event: KeyboardEvent) => this.#press(event, place)}
        @pointermove=${(event: PointerEvent) => this.#point(event, geometry)}
        @pointerdown=${(event: PointerEvent) => this.#point(event, geometry)}
        @pointerleave=${() => (this.place = null)}
      >
        ${this.#drawing(geometry, size)}
      </div>
      <p class="said" aria-hidden="true">${chart.sayOf(place)}</p>`;
  }

  #drawing(geometry: Geometry, { width, height }: Size): TemplateResult {
    const [left, right, foot] = [margin.left, width - margin.right, height - margin.bottom];
    const { band, paths, aim, across, along } = geometry;
    return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
      ${across.map(({ at, words }) => svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at} /><text class="tick" x=${left - 8} y=${at} dy="0.32em" text-anchor="end">${words}</text>`)}
      ${along.map(({ at, words, anchor }) => svg`<text class="tick" x=${at} y=${foot + 20} text-anchor=${anchor}>${words}</text>`)}
      <path class="band" d=${band} />
      ${aim === null ? nothing : svg`<line class="aim" x1=${left} x2=${right} y1=${aim} y2=${aim} />`}
      ${paths.map(({ look, d, dots }) => svg`<path class="line ${look}" d=${d} />${dots.map(({ x, y }) => svg`<circle class="dot ${look}" cx=${x} cy=${y} r="2.5" />`)}`)}
      ${this.place === null ? nothing : svg`<line class="cursor" x1=${geometry.xOf(this.place)} x2=${geometry.xOf(this.place)} y1=${margin.top} y2=${foot} />`}
    </svg>`;
  }

  #press(event: KeyboardEvent, place: number): void {
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.place = Math.min(this.chart.days.length - 1, Math.max(0, place + step));
  }

  #point(event: PointerEvent, geometry: Geometry): void {
    const plot = event.currentTarget as HTMLElement;
    const { left, width } = plot.getBoundingClientRect();
    this.place = geometry.placeAt(((event.clientX - left) / width) * this.width);
  }
}

customElements.define('line-chart', LineChartElement);
