import { HttpCaller } from '../../rush/http-caller.ts';
import { closedLoop } from './closed-loop.ts';
import type { LoadInput, Throughput } from './load-tasks.ts';
import { placePickup } from './place-pickup.ts';

/** Answers are read but not understood: only their status counts. */
export async function saturatePlacing({
  url,
  token,
  callers,
  seconds,
}: LoadInput<'saturatePlacing'>): Promise<Throughput> {
  const caller = new HttpCaller(url, callers);
  const result = await closedLoop(
    endless(),
    { callers, seconds, steps: 1 },
    async () => (await placePickup(caller, token)).status === 201,
  );
  caller.close();
  return result;
}

function* endless(): Generator<number> {
  for (let number = 1; ; number += 1) yield number;
}
