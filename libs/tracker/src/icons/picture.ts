import { html, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';

export type Shape = IconNode[number];

export const arc = (r: number, x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`;

/** A circle or a path, of which all of the tracker's own icons are made, as a path. */
export function pathOf([tag, shape]: Shape): string {
  if (tag !== 'circle') return String(shape.d);
  const [cx, top, r] = [Number(shape.cx), Number(shape.cy) - Number(shape.r), Number(shape.r)];
  return `M${cx} ${top}${arc(r, 0, 2 * r)}${arc(r, 0, -2 * r)}z`;
}

/**
 * A decorative picture of 1.25 em, in lines: the word beside it says the same.
 * @param paths each begins at the corner, though its first step is a relative one
 */
export const picture = (paths: readonly string[]): TemplateResult =>
  html`<svg
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
    <path d=${paths.map((path) => `M0 0${path}`).join('')}></path>
  </svg>`;
