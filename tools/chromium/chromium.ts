import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

/** Chromium as root, in a sandbox-less container, without a word to anyone outside. */
const launchArgs = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
];

/** A real Chromium from the package `@sparticuz/chromium`; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return driver.launch({ executablePath: await chromium.executablePath(), args: launchArgs, headless: true });
}
