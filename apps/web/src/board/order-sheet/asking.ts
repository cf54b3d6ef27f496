import type { Order, Reason } from '#libs/contracts';
import { html, type TemplateResult } from 'lit';
import { labelOf } from '../order-content/status-label.ts';
import { delayReasons, reasonsFor, recallReasons } from '../../ui/order-words/reasons.ts';
import type { Step } from '../board-orders/steps.ts';

/** What waits for its reason. */
export type Asking =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'delay'; readonly minutes: number }
  | { readonly kind: 'recall' };

interface Question {
  readonly heading: string;
  readonly reasons: readonly Reason[];
  readonly confirm: string;
  readonly isStop: boolean;
}

function questionOf(asking: Asking, { recallable }: Order): Question {
  switch (asking.kind) {
    case 'step':
      return {
        heading: `${asking.step.verb}: why?`,
        reasons: reasonsFor(asking.step.to),
        confirm: asking.step.verb,
        isStop: true,
      };
    case 'delay':
      return {
        heading: `${asking.minutes} minutes later: why?`,
        reasons: delayReasons,
        confirm: `Delay by ${asking.minutes} min`,
        isStop: false,
      };
    case 'recall': {
      const back = recallable ? `Back to ${labelOf(recallable.status).toLowerCase()}` : 'Take it back';
      return { heading: `${back}: why?`, reasons: recallReasons, confirm: back, isStop: false };
    }
  }
}

interface Answers {
  readonly onReason: (reason: Reason) => void;
  readonly onDrop: () => void;
}

export function askingView(asking: Asking, order: Order, { onReason, onDrop }: Answers): TemplateResult {
  const { heading, reasons, confirm, isStop } = questionOf(asking, order);
  return html`<reason-panel
    .heading=${heading}
    .reasons=${reasons}
    .confirm=${confirm}
    .isStop=${isStop}
    @reason-given=${(event: HTMLElementEventMap['reason-given']) => onReason(event.detail.reason)}
    @reason-dropped=${onDrop}
  ></reason-panel>`;
}
