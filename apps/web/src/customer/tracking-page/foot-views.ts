import { icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import type { HomeOffer } from '../home-screen/home-offer.controller.ts';
import { type Language, languages } from '../../ui/page-language/page-language.ts';
import type { PageWords } from './words/en.ts';

/** Nothing where the browser cannot, or where it is done. */
export function homeView(offer: HomeOffer, { home }: PageWords): TemplateResult | typeof nothing {
  if (offer.way === null) return nothing;
  if (offer.way === 'by-hand') return html`<p class="home">${icon('share')}<span>${home.byHand}</span></p>`;
  return html`<div class="home">
    <button class="call quiet" type="button" aria-describedby="home-hint" @click=${() => void offer.ask()}>
      ${icon('home')}<span>${home.add}</span>
    </button>
    <p id="home-hint">${home.hint}</p>
  </div>`;
}

export function languagesView(
  chosen: Language,
  { language }: PageWords,
  onChoose: (language: Language) => void,
): TemplateResult {
  const choices = Object.entries(languages) as [Language, string][];
  return html`<nav class="languages" aria-label=${language}>
    ${choices.map(
      ([each, name]) =>
        html` <button
          type="button"
          lang=${each}
          aria-pressed=${each === chosen}
          @click=${() => onChoose(each)}
        >
          ${name}
        </button>`,
    )}
  </nav>`;
}
