import type { AnalyticsFeedback, AnalyticsReasons, AnalyticsSummary } from '#libs/contracts';
import { html, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { Wording } from '../words/wording.ts';
import { barsView } from './bars-view.ts';
import { meansByLateness, ratingBars } from './feedback.ts';
import { reasonBars } from './reasons.ts';

export function reasonsView(reasons: AnalyticsReasons, wording: Wording): TemplateResult {
  const bars = reasonBars(reasons, wording);
  if (bars.rows.length === 0) return html`<p class="quiet">${wording.words.reasons.none}</p>`;
  return html`<div class="card">${barsView(bars)}</div>`;
}

/** @param summary which has the means; null where it is not there */
export function feedbackView(
  feedback: AnalyticsFeedback,
  summary: AnalyticsSummary | null,
  session: BoardSession,
  wording: Wording,
): TemplateResult {
  if (feedback.count === 0) return html`<p class="quiet">${wording.words.feedback.none}</p>`;
  const means = summary ? meansByLateness(summary, wording) : [];
  return html`<div class="pair">
    <div class="card">
      <dl class="means">
        ${means.map(
          ([name, mean]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${mean} <span aria-hidden="true">★</span></dd>
            </div>`,
        )}
      </dl>
      ${barsView(ratingBars(feedback, wording))}
    </div>
    <div class="card">
      <latest-feedback .session=${session} .latest=${feedback.latest} .wording=${wording}></latest-feedback>
    </div>
  </div>`;
}
