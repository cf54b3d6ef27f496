import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { Namespaces } from './namespaces.ts';

/** Tells Prometheus how many sockets there are. */
@Injectable()
export class SocketGauge implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly namespaces: Namespaces,
  ) {}

  onModuleInit(): void {
    const { namespaces } = this;
    new Gauge({
      name: 'passline_gateway_sockets',
      help: 'Sockets connected',
      labelNames: ['namespace'],
      registers: [this.registry],
      collect() {
        for (const { name, sockets } of namespaces.all) this.set({ namespace: name }, sockets.size);
      },
    });
  }
}
