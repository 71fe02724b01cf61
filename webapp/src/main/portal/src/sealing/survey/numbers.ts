const LONGEST_WHOLE = 18;
const ZERO = 48;
const NINE = 57;
const NAMED = new Set(['', 'NaN', 'nan', 'inf', '-inf', 'Infinity', '-Infinity']);

/** Whether the text is a whole number of at most 18 digits. */
export function isWhole(text: string): boolean {
  const start = text.startsWith('-') ? 1 : 0;
  const digits = text.length - start;
  return digits >= 1 && digits <= LONGEST_WHOLE && onlyDigits(text, start, text.length);
}

/** Whether the text is a decimal number, empty, or a name for "missing" or "infinite". */
export function isReal(text: string): boolean {
  return NAMED.has(text) || isDecimal(text);
}

function isDecimal(text: string): boolean {
  const exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
  const end = exponent < 0 ? text.length : exponent;
  return isMantissa(text, signs(text), end) && (exponent < 0 || isExponent(text.slice(exponent + 1)));
}

/** Digits with at most one point among them. */
function isMantissa(text: string, start: number, end: number): boolean {
  const point = text.indexOf('.');
  if (point < 0 || point >= end) {
    return end > start && onlyDigits(text, start, end);
  }
  return end - start > 1 && onlyDigits(text, start, point) && onlyDigits(text, point + 1, end);
}

function signs(text: string): number {
  return text.startsWith('-') || text.startsWith('+') ? 1 : 0;
}

function isExponent(text: string): boolean {
  const start = signs(text);
  return text.length > start && onlyDigits(text, start, text.length);
}

function onlyDigits(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) {
      return false;
    }
  }
  return true;
}
