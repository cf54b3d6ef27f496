import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 16px 24px;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 12px;
  }
  form input {
    inline-size: 11rem;
  }
  .kind {
    inline-size: 13rem;
  }
  .alert {
    flex-basis: 100%;
  }
  @media (max-width: 479px) {
    .kind,
    form,
    form .field {
      inline-size: 100%;
    }
    form input {
      inline-size: 100%;
    }
  }
`;
