import { css } from 'lit';

/** What stands where there are no figures, or not yet. */
export const states = css`
  .message {
    display: grid;
    justify-items: center;
    gap: 12px;
    max-inline-size: 36rem;
    margin-inline: auto;
    padding: 48px 20px;
    text-align: center;
  }
  .message > .icon {
    font-size: 28px;
    color: var(--_muted);
  }
  .message p {
    color: var(--_muted);
  }
  .alert {
    align-items: center;
    flex-wrap: wrap;
  }
  .alert > span {
    flex: 1 1 12rem;
  }

  .skeleton {
    display: grid;
    gap: 40px;
  }
  .skeleton .tile,
  .skeleton .card,
  .card.skeleton {
    border-color: transparent;
    background: var(--_hair);
    opacity: 0.6;
    animation: waiting 1.6s ease-in-out infinite alternate;
  }
  .skeleton .tile {
    min-block-size: 150px;
  }
  .skeleton .card,
  .card.skeleton {
    min-block-size: 340px;
  }
  @keyframes waiting {
    to {
      opacity: 0.25;
    }
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 12px 24px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_hair);
    color: var(--_muted);
  }
`;
