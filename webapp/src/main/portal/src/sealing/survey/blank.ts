// Java's Character.isWhitespace, which is not JavaScript's white space.
const SPACES = '\\t-\\r\\x1c-\\x1f \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';
const ONE = new RegExp(`^[${SPACES}]$`);
const ALL = new RegExp(`^[${SPACES}]*$`);

/** Whether this one character is white space to the Java code that reads the same files. */
export function isSpace(character: string): boolean {
  return ONE.test(character);
}

/** Whether the text is blank to that code. */
export function isBlank(text: string): boolean {
  return ALL.test(text);
}
