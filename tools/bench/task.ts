/**
 * What a process can be asked, by name: what goes in, and what comes out. Both are copied by structured
 * clone.
 */
export interface Task<In, Out> {
  readonly input: In;
  readonly output: Out;
}

export type TaskList<Names> = { readonly [Name in keyof Names]: Task<unknown, unknown> };
export type Input<Tasks extends TaskList<Tasks>, Name extends keyof Tasks> = Tasks[Name]['input'];
export type Output<Tasks extends TaskList<Tasks>, Name extends keyof Tasks> = Tasks[Name]['output'];

export interface TaskCall {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface TaskAnswer {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

export type TaskHandlers<Tasks extends TaskList<Tasks>> = {
  readonly [Name in keyof Tasks]: (input: Input<Tasks, Name>) => Promise<Output<Tasks, Name>>;
};

/** Does what the process that started this one asks, until that one is gone. */
export function serveTasks<Tasks extends TaskList<Tasks>>(handlers: TaskHandlers<Tasks>): void {
  const byName = new Map(Object.entries<(input: never) => Promise<unknown>>(handlers));
  const answer = async ({ id, name, input }: TaskCall): Promise<TaskAnswer> => {
    try {
      return { id, output: await byName.get(name)?.(input as never) };
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  process.on('message', (call: TaskCall) => void answer(call).then((reply) => process.send?.(reply)));
  // Ctrl-C is for the benchmark itself, which then ends this process.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(0));
}
