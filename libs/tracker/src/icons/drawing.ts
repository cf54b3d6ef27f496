import { html, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';

type Shape = IconNode[number];

/** A path may begin with a step relative to where the one before it ended. */
const START = 'M0 0';

const arc = (r: number, x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`;

/** Every shape as a path, so that a picture is one element. */
function pathOf([tag, shape]: Shape): string {
  const { d, cx, cy, r, x, y, width, height, rx = 0 } = shape as Readonly<Record<string, string | number>>;
  if (tag === 'circle')
    return `M${cx} ${Number(cy) - Number(r)}${arc(Number(r), 0, 2 * Number(r))}${arc(Number(r), 0, -2 * Number(r))}z`;
  // A path that begins with a relative step counts from the corner, also when it comes after another one.
  if (tag !== 'rect') return `M0 0${d}`;
  const [w, h, radius] = [Number(width) - 2 * Number(rx), Number(height) - 2 * Number(rx), Number(rx)];
  return `M${Number(x) + radius} ${y}h${w}${arc(radius, radius, radius)}v${h}${arc(radius, -radius, radius)}h${-w}${arc(radius, -radius, -radius)}v${-h}${arc(radius, radius, -radius)}z`;
}

/** A decorative picture of 1.25 em, in lines: the word beside it says the same. */
export function drawing(icon: IconNode): TemplateResult {
  return html`<svg
    class="icon"
    part="icon"
    viewBox="0 0 24 24"
    width="20"
    height="20"
    aria-hidden="true"
    focusable="false"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path d=${icon.map((shape) => START + pathOf(shape)).join('')}></path>
  </svg>`;
}
