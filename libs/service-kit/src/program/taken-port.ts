import { once } from 'node:events';
import { createServer } from 'node:net';
import { SettingError } from '../settings/settings.ts';

/** Looks before anything is started whether the port can be had. @throws SettingError naming PORT, or HOST */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    throw refusal(error, host, port);
  } finally {
    probe.close();
  }
}

function refusal(error: unknown, host: string, port: number): SettingError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new SettingError(
      `PORT: ${String(port)} is in use on ${host}; stop what listens there, or choose another PORT`,
    );
  if (code === 'EACCES')
    return new SettingError(`PORT: ${String(port)} may not be used by this user; choose one above 1023`);
  return new SettingError(`HOST: ${host} is no address of this machine`);
}
