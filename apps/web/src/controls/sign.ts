import { html, type TemplateResult } from 'lit';

/** What a board needs beside the pictures of the tracker, drawn like them: 24 units square, lines of 2. */
const paths = {
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  silent: 'M6 16V11a6 6 0 0 1 9.5-4.9M18 11v5l2 2H8M10 21h4M4 4l16 16',
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM16 16l4.5 4.5',
  plus: 'M12 5v14M5 12h14',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12v.1M12 12v.1M19 12v.1',
  close: 'M6 6l12 12M18 6L6 18',
  print: 'M7 9V3h10v6M7 17H4v-6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v6h-3M7 14h10v7H7z',
  keys: 'M3 6h18v12H3zM7 10v.1M11 10v.1M15 10v.1M17.5 10v.1M8 14.5h8',
  people: 'M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM2.5 20a6.5 6.5 0 0 1 13 0M16 5.5a3.3 3.3 0 0 1 0 6.3M18 14.5a6 6 0 0 1 3.5 5.5',
  device: 'M5 3h14v18H5zM9 17.5h6M8.5 7h7v5h-7z',
  shop: 'M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0a3 3 0 0 1-6 0a3 3 0 0 1-6 0zM10 20v-5h4v5',
  leave: 'M14 4H5v16h9M10 12h11M17.5 8.5L21 12l-3.5 3.5',
  note: 'M5 3h14v13l-5 5H5zM14 21v-5h5M8.5 8h7M8.5 12h5',
  said: 'M4 4h16v12H10l-5 4v-4H4zM8 8.5h8M8 12h5',
  waiting: 'M6 3h12M6 21h12M7 3c0 5 4 6 5 9c-1 3-5 4-5 9M17 3c0 5-4 6-5 9c1 3 5 4 5 9',
  onward: 'M4 12h15M13 6l6 6-6 6',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1',
  key: 'M8 11a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM11 12.2L20 3M16.5 6.5l3 3',
} as const;

export type SignName = keyof typeof paths;

/** A decorative picture of 1.25 em: the word beside it, or the button's name, says the same. */
export function sign(name: SignName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"
    fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
  ><path d=${paths[name]}></path></svg>`;
}
