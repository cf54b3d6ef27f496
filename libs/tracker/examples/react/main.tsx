import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ThankYou } from './thank-you.tsx';

const place = document.getElementById('app');
if (place)
  createRoot(place).render(
    <StrictMode>
      <ThankYou token={location.hash.slice(1)} />
    </StrictMode>,
  );
