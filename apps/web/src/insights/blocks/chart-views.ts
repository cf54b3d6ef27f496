import type { AnalyticsHours, AnalyticsPromises, AnalyticsStages } from '#libs/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import type { LineChart } from '../line-chart/line-chart.ts';
import { tableView } from '../tables/table-view.ts';
import type { Wording } from '../words/wording.ts';
import { heatView } from './heat-view.ts';
import { hoursTable, minuteHeat, orderHeat } from './hours.ts';
import { promiseCharts, promisesTable } from './promises.ts';
import { type StageView, stageViews } from './stages.ts';

const nothingView = ({ words }: Wording): TemplateResult => html`<p class="quiet">${words.nothing}</p>`;

const legendView = ({ lines, aim }: LineChart): TemplateResult =>
  html`<ul class="legend" aria-hidden="true">
    ${lines.map(({ name, look }) => html`<li class=${look}>${name}</li>`)}
    ${aim ? html`<li class="aim">${aim.name}</li>` : nothing}
  </ul>`;

const chartView = (name: string, inShort: string, chart: LineChart): TemplateResult =>
  html`<figure class="card">
    <figcaption>
      <h3>${name}</h3>
      <p>${inShort}</p>
    </figcaption>
    ${legendView(chart)}<line-chart .chart=${chart}></line-chart>
  </figure>`;

const stageView = ({ name, inShort, chart, table }: StageView, asTable: boolean): TemplateResult =>
  asTable ? html`<div class="card">${tableView(table)}</div>` : chartView(name, inShort, chart);

export function stagesView(stages: AnalyticsStages, asTable: boolean, wording: Wording): TemplateResult {
  const views = stageViews(stages, wording);
  if (views.length === 0) return nothingView(wording);
  return html`<div class="pair">${views.map((view) => stageView(view, asTable))}</div>`;
}

export function promisesView(
  promises: AnalyticsPromises,
  inShort: readonly [string, string],
  asTable: boolean,
  wording: Wording,
): TemplateResult {
  if (promises.days.every(({ orders }) => orders === 0)) return nothingView(wording);
  if (asTable) return html`<div class="card">${tableView(promisesTable(promises, wording))}</div>`;
  const [coverage, width] = promiseCharts(promises, wording);
  return html`<div class="pair">
    ${chartView(coverage.name, inShort[0], coverage)}${chartView(width.name, inShort[1], width)}
  </div>`;
}

export function hoursView(hours: AnalyticsHours, asTable: boolean, wording: Wording): TemplateResult {
  if (hours.hours.every(({ orders }) => orders === 0)) return nothingView(wording);
  if (asTable) return html`<div class="card">${tableView(hoursTable(hours, wording))}</div>`;
  return html`<div class="pair">
    <div class="card">${heatView(orderHeat(hours, wording))}</div>
    <div class="card">${heatView(minuteHeat(hours, wording))}</div>
  </div>`;
}
