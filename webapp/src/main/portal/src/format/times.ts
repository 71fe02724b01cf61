const SECOND = 1000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
];

/** A time that no calendar reaches reads as undefined: owners may grant without an end. */
export function parseTime(text: string): Date | undefined {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999 ? undefined : time;
}

/** In the user's zone and words. */
export function localTime(time: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}

/** Hours, minutes and seconds in the user's zone. */
export function clock(time: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(time);
}

/** The same instant for everyone. */
export function utcTime(time: Date): string {
  return time.toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
}

/** How far it is from `now`, in the largest unit that leaves at least 1. */
export function distance(time: Date, now: Date, language: string): string {
  const away = time.getTime() - now.getTime();
  const [unit, length] = STEPS.find(([, step]) => Math.abs(away) >= step) ?? ['second', SECOND];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.trunc(away / length),
    unit,
  );
}

const LENGTHS: [string, number][] = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** A length of time in the largest unit that leaves at least 1, rounded up. */
export function duration(seconds: number, language: string): string {
  const whole = Math.ceil(seconds);
  const [unit, length] = LENGTHS.find(([, step]) => whole >= step) ?? ['second', 1];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.ceil(whole / length));
}

/** A length of time that a person set, in the largest unit that it is a whole number of. */
export function lasting(seconds: number, language: string): string {
  const [unit, length] = [['day', 86_400] as const, ...LENGTHS].find(([, step]) => seconds % step === 0) ?? ['second', 1];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(seconds / length);
}
