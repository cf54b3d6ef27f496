import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { sign } from '../../ui/controls/sign.ts';
import '../../ui/dialog-frame/dialog-frame.element.ts';
import { guideBlocks } from './guide-blocks.styles.ts';
import { adviceView, remarksView } from './guide-blocks.ts';
import { printGuide } from './print-guide.ts';

const styles = css`
  .button {
    justify-self: start;
  }
`;

/** How the board is worked, to read and to print. @fires closed */
export class BoardGuide extends LitElement {
  static override readonly styles = [tokens, foundation, controls, guideBlocks, styles];

  protected override render(): TemplateResult {
    return html`<dialog-frame>
      <h2 slot="heading">Guide</h2>
      <button class="button" type="button" @click=${() => printGuide()}>
        ${sign('print')}Print on one page
      </button>
      ${adviceView()} ${remarksView()}
    </dialog-frame>`;
  }
}

customElements.define('board-guide', BoardGuide);

declare global {
  interface HTMLElementTagNameMap {
    'board-guide': BoardGuide;
  }
}
