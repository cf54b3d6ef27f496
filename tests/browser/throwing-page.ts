import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '../..');

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page that throws</title>
<body><div id="here"></div><script type="module" src="./page.js"></script></body></html>`;

/**
 * `place(way, callback, options)` puts a tracker on the page in one of the ways that there are, with a
 * callback that throws; `listen(options)` follows without a fault. In `window`: `calls` of the broken
 * callback, `errors` that reached the page, the versions `heard` by the sound one and its `status`.
 */
const script = `
  import { OrderTracking } from '@passline/tracker';
  import '@passline/tracker/element';
  import * as react from '@passline/tracker/react';
  import * as vue from '@passline/tracker/vue';
  import { createElement } from 'react';
  import { createRoot } from 'react-dom/client';
  import { createApp, h, watch } from 'vue';

  Object.assign(window, { calls: 0, errors: [], heard: [] });
  addEventListener('error', ({ message }) => errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => errors.push('unhandled: ' + reason));
  const fail = () => {
    window.calls += 1;
    throw new TypeError('the page is broken');
  };
  const here = document.getElementById('here');
  const inReact = (...drawn) => createRoot(here).render(createElement(...drawn));
  // Vue takes what its own listeners throw, and hands it to whoever wants it.
  const inVue = (setup) => {
    const app = createApp({ setup });
    app.config.errorHandler = ({ message }) => errors.push(message);
    app.mount(here);
  };
  const element = (callback, options) => {
    const tracker = Object.assign(document.createElement('order-status-tracker'), options);
    tracker.addEventListener(callback, fail);
    here.append(tracker);
  };
  const ways = {
    'a listener of the element': element,
    'the hook for React': (callback, options) => inReact(() => (react.useOrderTracking({ ...options, [callback]: fail }), null)),
    'the component for React': (callback, options) => inReact(react.OrderStatusTracker, { ...options, [callback]: fail }),
    'the composable for Vue': (callback, options) => inVue(() => (vue.useOrderTracking({ ...options, [callback]: fail }), () => null)),
    'a watcher of the composable for Vue': (ref, options) => inVue(() => (watch(vue.useOrderTracking(options)[ref], fail, { flush: 'sync' }), () => null)),
    'the component for Vue': (callback, options) => inVue(() => () => h(vue.OrderStatusTracker, { ...options, [callback]: fail })),
  };
  window.place = (way, callback, options) => ways[way](callback, { server: location.origin, ...options });
  window.listen = (options) =>
    new OrderTracking({
      server: location.origin,
      ...options,
      onStatusUpdate: ({ version }) => heard.push(version),
      onConnectionChange: (status) => (window.status = status),
    }).start();
`;

/** Built with the package as it is published, into a folder of its own; `remove` deletes it. */
export async function buildThrowingPage(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'passline-throwing-'));
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@passline'), { recursive: true });
  await symlink(join(repository, 'libs/tracker'), join(modules, '@passline/tracker'));
  for (const name of ['react', 'react-dom', 'vue'])
    await symlink(join(repository, 'node_modules', name), join(modules, name));
  await writeFile(join(folder, 'index.html'), html);
  await writeFile(join(folder, 'page.js'), script);
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
  });
  return { folder: join(folder, 'dist'), remove: () => rm(folder, { recursive: true }) };
}
