import { css } from 'lit';

/** A week on a page or two: light, without what only a screen can do. */
export const paper = css`
  @media print {
    :host {
      color-scheme: light;
      min-block-size: 0;
      background: none;
      line-height: 1.3;
    }
    .top .button,
    span-choice,
    .acts,
    footer,
    .skeleton {
      display: none;
    }
    .top {
      min-block-size: 0;
      padding: 0 0 8px;
    }
    main {
      gap: 12px;
      padding: 12px 0 0;
      max-inline-size: none;
    }
    .figures {
      gap: 14px;
    }
    .block {
      gap: 6px;
    }
    .block h2 {
      font-size: 16px;
    }
    .lead,
    .span,
    .tile .beside,
    figcaption p,
    .legend {
      font-size: 12px;
    }
    .legend,
    .means {
      margin-block-end: 4px;
    }
    .means dd {
      font-size: 20px;
    }
    .tiles {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 8px;
    }
    .pair {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 8px;
    }
    .tile,
    .card {
      padding: 8px 10px;
      box-shadow: none;
    }
    .tile .value {
      font-size: 24px;
    }
    .change {
      background: none;
      padding: 0;
    }
    .scrolled {
      max-block-size: none;
      overflow: visible;
    }
    th,
    td,
    .heat th,
    .heat td {
      padding-block: 2px;
      font-size: 12px;
    }
    line-chart {
      min-block-size: 0;
    }
  }
`;
