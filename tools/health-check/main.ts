/**
 * Asks the service in the same container whether it may be given work: exit code 0 where it is ready, 1
 * otherwise. Takes no arguments; reads PORT.
 */
const port = process.env['PORT'] ?? '3000';
const ready = await fetch(`http://127.0.0.1:${port}/health/ready`, {
  signal: AbortSignal.timeout(2_500),
}).then(
  (response) => response.ok,
  () => false,
);
process.exitCode = ready ? 0 : 1;
