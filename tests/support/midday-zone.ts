/** One for each hour of the day, without summer time. */
const zones = [
  ...['Pacific/Pago_Pago', 'Pacific/Honolulu', 'Pacific/Gambier', 'Pacific/Pitcairn', 'America/Phoenix'],
  ...['America/Costa_Rica', 'America/Bogota', 'America/Puerto_Rico', 'America/Sao_Paulo'],
  ...['America/Noronha', 'Atlantic/Cape_Verde', 'Africa/Abidjan', 'Africa/Lagos', 'Africa/Johannesburg'],
  ...['Africa/Nairobi', 'Asia/Dubai', 'Asia/Tashkent', 'Asia/Dhaka', 'Asia/Jakarta', 'Asia/Manila'],
  ...['Asia/Tokyo', 'Australia/Brisbane', 'Pacific/Noumea', 'Pacific/Fiji'],
];

const fromNoon = (timeZone: string): number => {
  const words = new Date().toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [hours = 0, minutes = 0] = words.split(':').map(Number);
  return Math.abs(hours * 60 + minutes - 12 * 60);
};

/**
 * Where it is about noon now. A time that is told is of today there, and so without its date, at whatever
 * hour the tests run.
 */
export const middayZone = zones.toSorted((a, b) => fromNoon(a) - fromNoon(b))[0] ?? 'Asia/Manila';

/** What a clock there says, as a form's field takes it: `2026-03-30T12:05`. @param time in ms */
export const onAClock = (time: number): string =>
  new Date(time).toLocaleString('sv-SE', { timeZone: middayZone }).replace(' ', 'T').slice(0, 16);
