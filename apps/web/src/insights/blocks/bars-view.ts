import { html, type TemplateResult } from 'lit';
import { headView } from '../tables/table-view.ts';
import type { Bar, Bars } from './bars.ts';

const rowView = ({ cells: [first, ...others], count, length }: Bar): TemplateResult =>
  html`<tr>
    <th scope="row">${first}</th>
    ${others.map((cell) => html`<td class="words">${cell}</td>`)}
    <td class="bar">
      <svg aria-hidden="true" focusable="false"><rect width="${length * 100}%" height="100%" rx="3" /></svg
      ><span>${count}</span>
    </td>
  </tr>`;

/** A table whose numbers have bars beside them. */
export const barsView = ({ caption, columns, rows }: Bars): TemplateResult =>
  html`<table class="bars">
    <caption class="unseen">
      ${caption}
    </caption>
    ${headView(columns)}
    <tbody>
      ${rows.map(rowView)}
    </tbody>
  </table>`;
