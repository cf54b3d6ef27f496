import { Controller, Get, Global, Header, Injectable, Module } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';

@Controller('metrics')
class MetricsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.registry.metrics();
  }
}

/** With what every process has to say of itself. */
@Injectable()
class ProcessRegistry extends Registry {
  constructor() {
    super();
    collectDefaultMetrics({ register: this });
  }
}

/** `/metrics` in Prometheus form; each part registers its own on the one `Registry`. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [{ provide: Registry, useClass: ProcessRegistry }],
  exports: [Registry],
})
export class MetricsModule {}
