import { css } from 'lit';

/** The guide’s words, on the screen and on paper. */
export const guideBlocks = css`
  dl {
    display: grid;
    grid-template-columns: minmax(7rem, 1fr) 2.4fr;
    line-height: 1.4;
  }
  dt,
  dd {
    margin: 0;
    padding: 10px 12px 10px 0;
    border-block-start: 1px solid var(--_hair);
  }
  p {
    line-height: 1.4;
  }
  em {
    font-style: italic;
  }
  kbd {
    display: inline-block;
    min-inline-size: 1.6em;
    padding-inline: 0.4em;
    border: 1px solid var(--_line);
    border-radius: 6px;
    font: inherit;
    font-weight: 600;
    text-align: center;
  }
`;
