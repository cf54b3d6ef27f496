import type { TemplateResult } from 'lit';
import type { IconNode } from 'lucide';
import { arc, pathOf, picture, type Shape } from './picture.ts';

/** Any icon of the set, as one path. */
export const drawing = (icon: IconNode): TemplateResult =>
  picture(icon.map((shape) => (shape[0] === 'rect' ? rectangle(shape) : pathOf(shape))));

function rectangle([, { x, y, width, height, rx = 0 }]: Shape): string {
  const [w, h, r] = [Number(width) - 2 * Number(rx), Number(height) - 2 * Number(rx), Number(rx)];
  return `M${Number(x) + r} ${y}h${w}${arc(r, r, r)}v${h}${arc(r, -r, r)}h${-w}${arc(r, -r, -r)}v${-h}${arc(r, r, -r)}z`;
}
