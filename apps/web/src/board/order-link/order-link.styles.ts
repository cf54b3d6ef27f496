import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    gap: 12px;
    justify-items: center;
    line-height: 1.4;
  }
  img,
  .wait {
    inline-size: 220px;
    block-size: 220px;
    border-radius: var(--_radius);
    background: #ffffff;
  }
  .wait {
    display: grid;
    place-items: center;
    background: var(--_gray-ground);
    color: var(--_gray);
    font-size: 14px;
  }
  .address {
    inline-size: 100%;
    font-size: 14px;
    overflow-wrap: anywhere;
    text-align: center;
  }
  .address a {
    color: inherit;
    display: inline-block;
    padding-block: 12px;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    justify-content: center;
  }
`;
