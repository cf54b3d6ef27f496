import { html, type TemplateResult } from 'lit';
import type { Table } from './table.ts';

/** A box that can be scrolled by keys where a table is wider or longer than its place. */
export const scrolled = (name: string, content: TemplateResult): TemplateResult =>
  html`<div class="scrolled" role="region" aria-label=${name} tabindex="0">${content}</div>`;

export const headView = (columns: readonly string[]): TemplateResult =>
  html`<thead>
    <tr>
      ${columns.map((column) => html`<th scope="col">${column}</th>`)}
    </tr>
  </thead>`;

export const tableView = ({ caption, columns, rows }: Table): TemplateResult =>
  scrolled(
    caption,
    html`<table>
      <caption>
        ${caption}
      </caption>
      ${headView(columns)}
      <tbody>
        ${rows.map(
          ([first, ...cells]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
