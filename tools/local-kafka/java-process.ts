import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';

/** A broker that is asked to stop has so long, in milliseconds. */
const patience = 10_000;

/**
 * A Java program in a process group of its own, so that a Ctrl-C meant for us does not end it before we are
 * ready. It never outlives us: it is ended at our exit, and where we are killed, by a guard that waits for
 * the end of our pipe.
 */
export class JavaProcess {
  private constructor(
    private readonly java: ChildProcess,
    private readonly guard: ChildProcess,
  ) {}

  /** @param logFile is appended to */
  static async start(args: readonly string[], logFile: string): Promise<JavaProcess> {
    const log = await open(logFile, 'a');
    const java = spawn('java', [...args], { detached: true, stdio: ['ignore', log.fd, log.fd] });
    await once(java, 'spawn').finally(() => log.close());
    const guard = spawn(
      'sh',
      ['-c', 'cat > /dev/null; kill -KILL "$1" 2> /dev/null', 'guard', String(java.pid)],
      { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    guard.unref();
    const endNow = (): void => {
      java.kill('SIGKILL');
    };
    process.once('exit', endNow);
    java.once('exit', () => {
      process.off('exit', endNow);
      guard.kill('SIGKILL');
    });
    return new JavaProcess(java, guard);
  }

  get pid(): number {
    return this.java.pid ?? 0;
  }

  get ended(): boolean {
    return this.java.exitCode !== null || this.java.signalCode !== null;
  }

  /** Resolves once the process is gone. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (this.ended) return;
    const gone = once(this.java, 'exit');
    this.java.kill(signal);
    await gone;
  }

  /** Only a signal: the process goes on existing. */
  signal(signal: NodeJS.Signals): void {
    this.java.kill(signal);
  }

  /** Resolves with its code once it has ended. */
  async end(): Promise<number | null> {
    if (!this.ended) await once(this.java, 'exit');
    return this.java.exitCode;
  }

  /** Gracefully; by force where that takes too long. */
  async stop(): Promise<void> {
    if (this.ended) return;
    const force = setTimeout(() => this.java.kill('SIGKILL'), patience);
    // One that was frozen could not stop.
    this.java.kill('SIGCONT');
    await this.kill('SIGTERM').finally(() => {
      clearTimeout(force);
    });
    this.guard.kill('SIGKILL');
  }
}
