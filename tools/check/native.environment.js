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
    const { env, globals, exit, getBuiltinModule } = this.#found;
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
    Object.assign(process.env, env);
    // Jest itself puts its own in the place of these two for each spec.
    Object.assign(process, { exit, getBuiltinModule });
    for (const name of Object.getOwnPropertyNames(globalThis))
      if (!Object.hasOwn(globals, name)) Reflect.deleteProperty(globalThis, name);
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
  exit: process.exit,
  getBuiltinModule: process.getBuiltinModule,
});
