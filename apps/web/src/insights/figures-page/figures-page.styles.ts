import { css, type CSSResultGroup } from 'lit';
import { blocks } from './blocks.styles.ts';
import { paper } from './paper.styles.ts';
import { states } from './states.styles.ts';
import { tables } from './tables.styles.ts';

const page = css`
  :host {
    display: block;
    min-block-size: 100dvh;
    background: var(--_page);
    line-height: 1.45;
  }
  .top {
    display: flex;
    align-items: center;
    gap: 12px 16px;
    min-block-size: 72px;
    padding: 8px 20px;
    border-block-end: 1px solid var(--_hair);
  }
  h1 {
    flex: 1;
    min-inline-size: 0;
    font-size: 20px;
    font-weight: 680;
    overflow-wrap: anywhere;
  }
  h1 small {
    display: block;
    font-size: 14px;
    font-weight: 450;
    color: var(--_muted);
  }
  h2 {
    font-size: 20px;
    font-weight: 650;
  }
  h3 {
    font-size: 16px;
    font-weight: 650;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    max-inline-size: 90rem;
    margin-inline: auto;
    padding: 24px 20px 64px;
  }
  .span {
    color: var(--_muted);
    font-size: 14px;
  }
  .span strong {
    display: block;
    font-size: 20px;
    font-weight: 600;
    color: var(--_text);
  }
  .span > span {
    color: var(--_text);
  }
  .figures {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 40px;
    transition: opacity 200ms;
  }
  .figures[aria-busy='true'] {
    opacity: 0.55;
  }
`;

const widths = css`
  @media (min-width: 720px) {
    .pair {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @media (max-width: 599px) {
    .top {
      padding-inline: 12px;
    }
    .top .button {
      padding-inline: 14px;
    }
    main {
      padding-inline: 12px;
    }
    .tiles {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 8px;
    }
    .tile,
    .card {
      padding: 12px;
    }
    .tile .value {
      font-size: 28px;
    }
    .change {
      border-radius: 10px;
    }
    .heat th,
    .heat td {
      border-width: 1px;
      font-size: 13px;
    }
  }
`;

/** What is said of a width, or of paper, wins over what holds everywhere. */
export const styles: CSSResultGroup = [page, blocks, tables, states, widths, paper];
