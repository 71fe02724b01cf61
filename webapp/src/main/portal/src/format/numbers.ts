import { short } from './short';

const WEI_PER_ETH_DIGITS = 18;
const SHOWN_DIGITS = 6;
const MILLION = 1_000_000;

/** Wei (decimal text) as ETH, cut after six digits: never shown as more than it is. */
export function eth(wei: string, language: string): string {
  const exact = BigInt(wei);
  const cut = exact / 10n ** BigInt(WEI_PER_ETH_DIGITS - SHOWN_DIGITS);
  if (cut === 0n && exact > 0n) {
    return `< ${decimal('0.000001', language)} ETH`;
  }
  const digits = cut.toString().padStart(SHOWN_DIGITS + 1, '0');
  const plain = `${digits.slice(0, -SHOWN_DIGITS)}.${digits.slice(-SHOWN_DIGITS)}`;
  return `${decimal(plain, language)} ETH`;
}

/** Wei (decimal text) exactly, in groups of three. */
export function exactWei(wei: string, language: string): string {
  return `${new Intl.NumberFormat(language).format(BigInt(wei))} wei`;
}

/** The smallest units of an ERC-20 token, with the token's address: its name is anybody's claim. */
export function tokenUnits(units: string, token: string, language: string): string {
  return `${new Intl.NumberFormat(language).format(BigInt(units))} × ${short(token)}`;
}

function decimal(plain: string, language: string): string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: SHOWN_DIGITS });
  return format.format(plain as Intl.StringNumericLiteral);
}

/** A score in millionths: the correct answers' part, rounded down as the contract does. */
export function scoreMillionths(correct: number, samples: number): number {
  return Number((BigInt(correct) * BigInt(MILLION)) / BigInt(samples));
}

/** Millionths as percent with two digits, cut: 94.996 % is not 95 %. */
export function percent(millionths: number, language: string): string {
  const hundredths = Math.floor(millionths / 100);
  const format = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 2 });
  return format.format(hundredths / 10_000);
}

/** A threshold in millionths as percent with as many digits as it has. */
export function thresholdPercent(millionths: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 });
  return format.format(millionths / MILLION);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** Bytes in the largest unit that leaves at least 1. */
export function bytes(size: number, language: string): string {
  const power = size < 1 ? 0 : Math.floor(Math.log10(size) / 3);
  const unit = Math.min(power, UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(size / 1000 ** unit);
}

export function whole(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

const SIGNIFICANT = 4;

/** A measured number with as many digits as one reads. */
export function figure(value: number, language: string): string {
  const isFar = value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1_000_000);
  return new Intl.NumberFormat(language, {
    maximumSignificantDigits: SIGNIFICANT,
    notation: isFar ? 'scientific' : 'standard',
  }).format(value);
}

/** A part of 1 as percent. */
export function part(value: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
}
