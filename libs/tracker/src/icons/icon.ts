import { html, type TemplateResult } from 'lit';

const circle = 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z';

/** One set: 24 units square, drawn as lines of 2. */
const paths = {
  pending: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8.5h5M9.5 12.5h5',
  confirmed: `${circle}M8 12.4l2.7 2.7L16 9.7`,
  preparing: 'M3 11h18a9 9 0 0 1-5.5 8.3h-7A9 9 0 0 1 3 11zM12.5 11l5-8M9 21.5h6',
  cooking: 'M5 10h14v7a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3zM2.5 13H5M19 13h2.5M9.5 3c-1 1.3 1 2.4 0 4M14.5 3c-1 1.3 1 2.4 0 4',
  ready: 'M3 20h18M4.5 16.5h15a7.5 7.5 0 0 0-15 0zM12 9V6M10 5.5h4',
  out_for_delivery: 'M6 14.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5zM18 14.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5zM8.5 17h5l3-5.5M18 14.5L15 5.5h-3M3 12.5c2-2 7.5-2 8 4.5M4 9h5',
  delivered: 'M5 8h14l-1 13H6zM9 8V6a3 3 0 0 1 6 0v2',
  served: 'M4.5 3v4.5a2.5 2.5 0 0 0 5 0V3M7 3v18M17 3v18M17 3c-2 1.5-3 4-3 7v3.5h3',
  completed: `${circle}M8.3 14a4.4 4.4 0 0 0 7.4 0M9 9.3v.4M15 9.3v.4`,
  cancelled: `${circle}M5.7 5.7l12.6 12.6`,
  rejected: `${circle}M9 9l6 6M15 9l-6 6`,
  delivery_failed: 'M12 4L2.8 20h18.4zM12 10.5v4M12 17v.3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  refresh: 'M20 11a8 8 0 1 0-1 5M20 5v6h-6',
  phone: 'M5 4h4l1.5 5-2.2 1.6a12 12 0 0 0 5.1 5.1L15 13.5l5 1.5v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z',
  undo: 'M4 4v5h5M4.5 9a8 8 0 1 1-.5 4.5',
  clock: `${circle}M12 7.5V12l3 2`,
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  board: 'M4 4h4.5v16H4zM9.8 4h4.5v10H9.8zM15.5 4H20v13h-4.5z',
  mail: 'M3 6h18v12H3zM3.5 6.5L12 13l8.5-6.5',
  code: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
} as const;

export type IconName = keyof typeof paths;

const isIcon = (name: string): name is IconName => name in paths;

/** A decorative picture of 1.25 em: the word beside it says the same. A status that has none gets a clock. */
export function icon(name: string): TemplateResult {
  return html`<svg class="icon" part="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"
    fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
  ><path d=${paths[isIcon(name) ? name : 'clock']}></path></svg>`;
}
