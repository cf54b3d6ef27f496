import { access, constants, mkdir } from 'node:fs/promises';
import { SettingError } from '#libs/service-kit';

/**
 * Makes a folder within `PASSLINE_DATA`, or that one itself, where it is missing.
 * @throws SettingError naming the setting where nothing can be kept there
 */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new SettingError(`PASSLINE_DATA: ${folder} cannot be used as a folder (${code})`, { cause: error });
  }
}
