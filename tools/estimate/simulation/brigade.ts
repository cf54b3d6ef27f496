import type { MenuItem, Station } from './kitchen.ts';
import type { Random } from './random.ts';

/** The cooks at their stations: each does one item after the other. Times are in minutes. */
export class Brigade {
  /** When each cook of a station is free. */
  readonly #free: Map<string, number[]>;

  constructor(stations: Readonly<Record<string, Station>>) {
    this.#free = new Map(
      Object.entries(stations).map(([name, { cooks }]) => [name, Array.from({ length: cooks }, () => 0)]),
    );
  }

  /** From now on the station has no more than so many cooks: who has least in hand leaves. */
  keep(station: string, cooks: number): void {
    const free = this.#at(station).sort((one, other) => one - other);
    free.splice(0, free.length - cooks);
  }

  /** Gives an item to the cook who is free first. @returns when it is done */
  make({ station, minutes, spread }: MenuItem, at: number, random: Random): number {
    const free = this.#at(station);
    const soonest = free.indexOf(Math.min(...free));
    const done = Math.max(at, free[soonest] ?? at) + random.around(minutes, spread);
    free[soonest] = done;
    return done;
  }

  #at(station: string): number[] {
    const free = this.#free.get(station);
    if (free === undefined) throw new RangeError(`the kitchen has no station ${station}`);
    return free;
  }
}
