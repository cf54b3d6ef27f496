import { css } from 'lit';

export const styles = css`
  nav {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 20px;
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    color: inherit;
    text-underline-offset: 3px;
  }
  .refusal a {
    color: inherit;
    font-weight: 650;
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    text-underline-offset: 3px;
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
`;
