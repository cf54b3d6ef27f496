import { html, type TemplateResult } from 'lit';
import type { Heat } from './hours.ts';

/** A table whose cells are the stronger coloured, the more stands in them. */
export const heatView = ({ caption, weekdays, rows }: Heat): TemplateResult =>
  html`<table class="heat">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <td></td>
        ${weekdays.map((weekday) => html`<th scope="col">${weekday}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ hour, cells }) =>
          html`<tr>
            <th scope="row">${hour}</th>
            ${cells.map(({ words, step }) => html`<td class="step-${step}">${words}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
