export interface ServerOptions {
  readonly port: number;
  readonly controllerPort: number;
  readonly logFolder: string;
  /** A broker that was killed is back within about two seconds instead of nine; for tests. */
  readonly fastFailover: boolean;
  /** More properties, or others. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The properties of a single Kafka that is broker and controller in one, for this machine alone. */
export function serverProperties({
  port,
  controllerPort,
  logFolder,
  fastFailover,
  settings,
}: ServerOptions): string {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${String(controllerPort)}`,
    listeners: `PLAINTEXT://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controllerPort)}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${String(port)}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': logFolder,
    'auto.create.topics.enable': 'false',
    'offsets.topic.num.partitions': '1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    // One consumer at a time joins here: nothing to wait for.
    'group.initial.rebalance.delay.ms': '0',
    ...(fastFailover && { 'broker.session.timeout.ms': '2000', 'broker.heartbeat.interval.ms': '500' }),
    ...settings,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
