import { keptPages } from './kept-pages.ts';

/**
 * Has this page kept by the browser, so that it starts without a network. A browser that does not want to
 * goes on without.
 */
async function keepPage(): Promise<void> {
  const scope = location.pathname.replace(/(.)\/$/, '$1');
  // A development server has no worker, and serves pages at other paths.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !(scope in keptPages)) return;
  await navigator.serviceWorker.register('/sw.js', { scope }).catch(() => undefined);
}

// What the page itself needs comes first.
if (document.readyState === 'complete') void keepPage();
else addEventListener('load', () => void keepPage(), { once: true });
