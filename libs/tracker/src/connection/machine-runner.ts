import { callListener } from '../listeners/call-listener.ts';

type Step = string | { readonly target?: string; readonly actions?: string };

/**
 * What this runner knows of XState's form of a machine: states in states, and whatever else it ignores it
 * must not be given.
 */
export interface Machine {
  readonly id?: string;
  readonly type?: 'final';
  readonly initial?: string;
  readonly states?: Readonly<Record<string, Machine>>;
  readonly entry?: string;
  readonly on?: Readonly<Record<string, Step>>;
  readonly after?: Readonly<Record<string, Step>>;
  readonly invoke?: { readonly src: string };
}

/**
 * What a machine's names stand for. An action may answer what changes in the context; an actor answers how it
 * is ended. What throws is reported, and has done nothing.
 */
export interface Implementations<Context, Event> {
  readonly context: Context;
  readonly actions: Readonly<
    Record<string, (facts: { context: Context; event: Event }) => Partial<Context> | undefined>
  >;
  readonly delays: Readonly<Record<string, number | ((facts: { context: Context }) => number)>>;
  readonly actors: Readonly<Record<string, () => () => void>>;
  /** Called after every step, and once at the start. */
  readonly onStep: (state: string, context: Context) => void;
}

/**
 * Runs a machine: an event is taken by the innermost state that knows it, and to its end before the next one.
 */
export class MachineRunner<Context extends object, Event extends { readonly type: string }> {
  readonly #machine: Machine;
  readonly #implementations: Implementations<Context, Event>;
  #context: Context;
  /** The states that it is in, outermost first, as paths; the root is the empty one. */
  #active: string[] = [];
  readonly #endings = new Map<string, (() => void)[]>();
  readonly #queue: (() => void)[] = [];

  constructor(machine: Machine, implementations: Implementations<Context, Event>) {
    this.#machine = machine;
    this.#implementations = implementations;
    this.#context = implementations.context;
  }

  start(): void {
    this.#inTurn(() => this.#enter('', { type: 'start' } as Event));
  }

  send(event: Event): void {
    this.#inTurn(() => this.#take(event, ({ on }) => on?.[event.type]));
  }

  #inTurn(step: () => void): void {
    if (this.#queue.push(step) > 1) return;
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      callListener(next);
      callListener(() => this.#implementations.onStep(this.#active.at(-1) ?? '', this.#context));
      this.#queue.shift();
    }
  }

  #take(event: Event, stepOf: (state: Machine) => Step | undefined): void {
    if (this.#node(this.#active.at(-1) ?? '').type === 'final') return;
    const source = this.#active.findLast((path) => stepOf(this.#node(path)) !== undefined);
    const step = source === undefined ? undefined : stepOf(this.#node(source));
    if (source !== undefined && step !== undefined) this.#go(source, step, event);
  }

  #go(source: string, step: Step, event: Event): void {
    const { target, actions } = typeof step === 'string' ? { target: step, actions: undefined } : step;
    if (target === undefined) return this.#act(actions, event);
    const path = this.#resolve(source, target);
    const domain = target.startsWith('.') ? source : commonAncestor(source, path);
    while (this.#active.at(-1) !== domain) this.#leave(this.#active.pop() ?? '');
    this.#act(actions, event);
    for (let at = domain; at !== path;) {
      at = child(at, path.slice(at === '' ? 0 : at.length + 1).split('.')[0] ?? '');
      this.#enterOne(at, event);
    }
    this.#enterInitial(path, event);
  }

  #resolve(source: string, target: string): string {
    if (target.startsWith('.')) return child(source, target.slice(1));
    if (target.startsWith('#')) return target.slice(target.indexOf('.') + 1);
    return child(parent(source), target);
  }

  #enter(path: string, event: Event): void {
    this.#enterOne(path, event);
    this.#enterInitial(path, event);
  }

  #enterInitial(path: string, event: Event): void {
    const { initial } = this.#node(path);
    if (initial !== undefined) this.#enter(child(path, initial), event);
  }

  #enterOne(path: string, event: Event): void {
    const { entry, after = {}, invoke } = this.#node(path);
    this.#active.push(path);
    this.#act(entry, event);
    const endings = Object.entries(after).map(([delay, step]) =>
      this.#later(delay, () => this.#go(path, step, event)),
    );
    const end = invoke && callListener(() => this.#implementations.actors[invoke.src]?.());
    if (end) endings.push(end);
    this.#endings.set(path, endings);
  }

  #leave(path: string): void {
    for (const end of this.#endings.get(path) ?? []) callListener(end);
    this.#endings.delete(path);
  }

  #later(name: string, step: () => void): () => void {
    const delay = this.#implementations.delays[name] ?? 0;
    const timer = setTimeout(
      () => this.#inTurn(step),
      typeof delay === 'number' ? delay : delay({ context: this.#context }),
    );
    return () => clearTimeout(timer);
  }

  #act(name: string | undefined, event: Event): void {
    if (name === undefined) return;
    const facts = { context: this.#context, event };
    this.#context = {
      ...this.#context,
      ...callListener(() => this.#implementations.actions[name]?.(facts)),
    };
  }

  #node(path: string): Machine {
    return path === ''
      ? this.#machine
      : path.split('.').reduce((node, name) => node.states?.[name] ?? node, this.#machine);
  }
}

const child = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const parent = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** The innermost state that holds both, and is neither. */
function commonAncestor(source: string, target: string): string {
  let ancestor = parent(source);
  while (ancestor !== '' && !target.startsWith(`${ancestor}.`)) ancestor = parent(ancestor);
  return ancestor;
}
