import { html, type TemplateResult } from 'lit';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';

/** Folds what is for later, beside its column's name. */
export const foldView = (): TemplateResult =>
  html`<button
    slot="beside"
    class="fold"
    type="button"
    aria-expanded="true"
    aria-label="Fold what is for later"
    title="Fold"
    @click=${(event: Event) => emit(event.currentTarget as HTMLElement, 'later-toggled')}
  >
    ${sign('fold')}
  </button>`;
