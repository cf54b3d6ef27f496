import * as z from 'zod';

/** Bytes, as Node counts them. */
const memorySchema = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() });
export type Memory = z.infer<typeof memorySchema>;

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.int() }),
    }),
  ),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof profileSchema>;

const answerSchema = z.object({
  id: z.int(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** Another Node process, through its inspector. */
export class Inspector {
  #calls = 0;

  private constructor(private readonly socket: WebSocket) {}

  static async connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener(
        'error',
        () => {
          reject(new Error(`the inspector at ${url} does not answer`));
        },
        { once: true },
      );
    });
    return new Inspector(socket);
  }

  /** After a full collection, so that only what is held counts. */
  async memory(): Promise<Memory> {
    await this.#ask('HeapProfiler.collectGarbage');
    const answer = await this.#ask('Runtime.evaluate', {
      expression: 'process.memoryUsage()',
      returnByValue: true,
    });
    return z.object({ result: z.object({ value: memorySchema }) }).parse(answer).result.value;
  }

  async startProfile(): Promise<void> {
    await this.#ask('Profiler.enable');
    await this.#ask('Profiler.setSamplingInterval', { interval: 500 });
    await this.#ask('Profiler.start');
  }

  /** @returns as read, and as it is written to a `.cpuprofile` */
  async stopProfile(): Promise<{ readonly profile: CpuProfile; readonly raw: unknown }> {
    const { profile: raw } = z.object({ profile: z.unknown() }).parse(await this.#ask('Profiler.stop'));
    return { profile: profileSchema.parse(raw), raw };
  }

  close(): void {
    this.socket.close();
  }

  #ask(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#calls;
    return new Promise((resolve, reject) => {
      const hear = ({ data }: MessageEvent): void => {
        const answer = answerSchema.safeParse(JSON.parse(String(data))).data;
        if (answer?.id !== id) return;
        this.socket.removeEventListener('message', hear);
        if (answer.error === undefined) resolve(answer.result);
        else reject(new Error(`${method}: ${answer.error.message}`));
      };
      this.socket.addEventListener('message', hear);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
