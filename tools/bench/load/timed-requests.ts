import { Agent, request } from 'node:http';
import { inParallel } from './in-parallel.ts';
import type { LoadInput, LoadOutput, TimedRequest } from './load-tasks.ts';

/** One after the other by so many callers, over connections that are kept open. */
export async function timedRequests({
  url,
  requests,
  callers,
}: LoadInput<'timed'>): Promise<LoadOutput<'timed'>> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const latencies: number[] = [];
  await inParallel(requests, callers, async (one) => {
    latencies.push(await timed(url, one, agent));
  }).finally(() => {
    agent.destroy();
  });
  return { latencies };
}

/** @returns ms until the answer was read @throws Error where it is not of 2xx */
function timed(url: string, { method, path, headers, body }: TimedRequest, agent: Agent): Promise<number> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const about =
    text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url + path, { method, agent, headers: { ...headers, ...about } }, (response) => {
      response.toArray().then((parts: Buffer[]) => {
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) resolve(performance.now() - began);
        else reject(new Error(`${method} ${path}: ${String(statusCode)} ${Buffer.concat(parts).toString()}`));
      }, reject);
    });
    asked.on('error', reject).end(text);
  });
}
