import { Controller, Get, Global, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { ProblemError } from '../http/problem.error.ts';

/** Whether one part can do its work now. Cheap: asked every few seconds. */
export type HealthCheck = () => boolean | Promise<boolean>;

/**
 * What a service needs before it may be given work (`ready`), and without which only a restart helps
 * (`live`).
 */
@Injectable()
export class Health implements OnModuleDestroy {
  readonly #ready = new Map<string, HealthCheck>();
  readonly #live = new Map<string, HealthCheck>();

  #isStopping = false;

  /** Told to stop, it finishes what it has in hand, and is to be given no more. */
  onModuleDestroy(): void {
    this.#isStopping = true;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  needsForReady(name: string, check: HealthCheck): void {
    this.#ready.set(name, check);
  }

  needsForLive(name: string, check: HealthCheck): void {
    this.#live.set(name, check);
  }

  /** The names of the parts that fail, within 2 s. */
  failingReady(): Promise<string[]> {
    return failing(this.#ready);
  }

  failingLive(): Promise<string[]> {
    return failing(this.#live);
  }
}

async function failing(checks: ReadonlyMap<string, HealthCheck>): Promise<string[]> {
  const verdicts = await Promise.all(
    [...checks].map(async ([name, check]) => ((await holds(check)) ? [] : [name])),
  );
  return verdicts.flat();
}

async function holds(check: HealthCheck): Promise<boolean> {
  const tooLate = new Promise<boolean>((resolve) => setTimeout(resolve, 2_000, false).unref());
  return Promise.race([
    Promise.resolve()
      .then(check)
      .catch(() => false),
    tooLate,
  ]);
}

@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  async live(): Promise<{ status: 'ok' }> {
    return answer(await this.health.failingLive());
  }

  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    if (this.health.isStopping)
      throw new ProblemError('unavailable', 'This instance is stopping: ask another.', {}, 1);
    return answer(await this.health.failingReady());
  }
}

function answer(failingParts: readonly string[]): { status: 'ok' } {
  if (failingParts.length > 0)
    throw new ProblemError('unavailable', `Waiting for: ${failingParts.join(', ')}.`, {}, 1);
  return { status: 'ok' };
}

@Global()
@Module({ controllers: [HealthController], providers: [Health], exports: [Health] })
export class HealthModule {}
