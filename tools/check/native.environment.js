import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** Jest's environment that is Node itself: no globals are made anew for each spec. */
export default class NativeEnvironment {
  global = globalThis;
  fakeTimers = null;
  moduleMocker = new ModuleMocker(globalThis);
  #found = whatCanBeLeftBehind();

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  /** The next spec of this worker finds what this one found. */
  async teardown() {
    this.fakeTimersModern.dispose();
    const { env, globals } = this.#found;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    for (const name of Object.getOwnPropertyNames(globalThis))
      if (!(name in globals)) delete globalThis[name];
    for (const [name, descriptor] of Object.entries(globals)) {
      const left = Object.getOwnPropertyDescriptor(globalThis, name);
      if (left?.value !== descriptor.value || left?.get !== descriptor.get)
        Object.defineProperty(globalThis, name, descriptor);
    }
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Nothing runs in a context of its own. */
  getVmContext() {
    return null;
  }
}

const whatCanBeLeftBehind = () => ({
  env: { ...process.env },
  globals: Object.getOwnPropertyDescriptors(globalThis),
});
