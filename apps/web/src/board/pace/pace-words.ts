import type { Pace } from '#libs/contracts';
import { timeOfDay } from '#libs/tracker';

/** What the button in the bar says. */
export function paceName({ mode, extra_minutes: extra }: Pace): string {
  if (mode === 'busy') return extra === undefined ? 'Busy' : `Busy +${extra}`;
  return mode === 'paused' ? 'Paused' : 'Open';
}

/** What it means, until when, and why; nothing where all is as usual. */
export function paceSentence({ mode, extra_minutes: extra, until, reason }: Pace): string {
  if (mode === 'open') return '';
  const end = until ? ` until ${timeOfDay(until)}` : mode === 'paused' ? ' until someone opens it' : '';
  const means =
    mode === 'paused'
      ? 'customers and tills cannot order'
      : `new orders are promised ${extra ?? 'some'} min later`;
  return `${mode === 'paused' ? 'Paused' : 'Busy'}${end}: ${means}.${reason ? ` “${reason}”` : ''}`;
}
