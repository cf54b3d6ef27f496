import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

interface Ambush {
  /** What a connection must have said before. */
  readonly after: string;
  readonly stayAway: boolean;
  readonly sprung: () => void;
}

/**
 * The wire between a service and its PostgreSQL, which can be cut, or lose the answer to one COMMIT that was
 * carried out.
 */
export class DatabaseWire {
  readonly #open = new Set<Socket>();
  #isCut = false;
  #isFrozen = false;
  #ambush: Ambush | undefined;
  #trap: { readonly said: string; readonly sprung: () => void } | undefined;
  /** Prepared statements by their names: from the second time on, no more is said of them than that. */
  readonly #statements = new Map<string, string>();

  private constructor(
    private readonly server: Server,
    private readonly database: URL,
  ) {
    server.on('connection', (service) => this.#join(service));
  }

  static async to(databaseUrl: string): Promise<DatabaseWire> {
    const server = createServer();
    const wire = new DatabaseWire(server, new URL(databaseUrl));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return wire;
  }

  /** The database's URL by way of this wire. */
  get url(): string {
    const url = new URL(this.database);
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** Nothing passes any more, and neither side hears that the other has hung up. */
  freeze(): void {
    this.#isFrozen = true;
    for (const socket of this.#open) socket.pause();
  }

  /**
   * Breaks the next connection that says this, a value or a part of a statement, before PostgreSQL hears it.
   * @returns resolves once it has happened
   */
  breakAtNext(said: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#trap = { said, sprung: () => resolve(undefined) };
    return promise;
  }

  /**
   * Lets PostgreSQL carry out the next COMMIT of a connection that has said `after`, and breaks the
   * connection before the answer arrives.
   * @param stayAway whether the wire stays cut from then on
   * @returns resolves once it has happened
   */
  loseNextCommit(after: string, { stayAway = false } = {}): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#ambush = { after, stayAway, sprung: () => resolve(undefined) };
    return promise;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(service: Socket): void {
    if (this.#isCut) return void service.destroy();
    if (this.#isFrozen) return void this.#open.add(service.pause());
    const database = connect(Number(this.database.port), this.database.hostname);
    for (const [one, other] of [
      [service, database],
      [database, service],
    ] as const) {
      this.#open.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          this.#open.delete(one);
          other.destroy();
        });
    }
    let isMeant = false;
    service.on('data', (said) => {
      this.#learn(said);
      if (this.#trap && this.#says(said, this.#trap.said)) return this.#snap(service, this.#trap.sprung);
      isMeant ||= this.#ambush !== undefined && this.#says(said, this.#ambush.after);
      database.write(said);
    });
    database.on('data', (answer) => {
      if (isMeant && answer.includes('COMMIT\0')) this.#spring(service);
      else service.write(answer);
    });
  }

  #learn(said: Buffer): void {
    for (const [, name = '', text = ''] of said.toString('latin1').matchAll(/([\w-]{22})\0([^\0]+)\0/g))
      this.#statements.set(name, text);
  }

  #says(said: Buffer, what: string): boolean {
    const names = [...this.#statements].filter(([, text]) => text.includes(what)).map(([name]) => name);
    return [what, ...names].some((each) => said.includes(each));
  }

  #snap(service: Socket, sprung: () => void): void {
    this.#trap = undefined;
    service.destroy();
    sprung();
  }

  #spring(service: Socket): void {
    const ambush = this.#ambush;
    this.#ambush = undefined;
    if (ambush?.stayAway === true) this.cut();
    service.destroy();
    ambush?.sprung();
  }
}
