import { SealingRefused } from '../refused';
import { isSpace } from './blank';

const LONGEST_ROW = 16 << 20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;

/** Where in a table the reader stands. */
enum At {
  ROW_START,
  VALUE_START,
  BARE,
  QUOTED,
  /** After a quote in a quoted value, which ends it unless another quote follows. */
  QUOTE,
  AFTER_QUOTED,
}

/** Is told of every value and of every row's end. */
export interface Visitor {
  value(text: string): void;
  endRow(): void;
}

/**
 * Reads comma-separated values as RFC 4180 has them, in pieces; lines without a character are
 * passed over. Holds no more than the row it reads.
 */
export class CsvRows {
  readonly #visitor: Visitor;
  #at = At.ROW_START;
  #begun = '';
  #rowLength = 0;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  write(text: string): void {
    for (let i = 0; i < text.length; ) {
      const next = this.#take(text, i);
      this.#rowLength = this.#at === At.ROW_START ? 0 : this.#rowLength + next - i;
      if (this.#rowLength > LONGEST_ROW) {
        throw new SealingRefused('csv-long-row', { limit: LONGEST_ROW });
      }
      i = next;
    }
  }

  finish(): void {
    if (this.#at === At.QUOTED) {
      throw new SealingRefused('csv-quote');
    }
    if (this.#at !== At.ROW_START) {
      this.#endRow();
    }
  }

  /** Takes as much of a value as there is, and what ends it; tells where the next begins. */
  #take(text: string, start: number): number {
    switch (this.#at) {
      case At.ROW_START:
      case At.VALUE_START:
      case At.BARE:
        return text.charCodeAt(start) === QUOTE && this.#at !== At.BARE
          ? this.#enter(At.QUOTED, start + 1)
          : this.#takeBare(text, start);
      case At.QUOTED:
        return this.#takeQuoted(text, start);
      case At.QUOTE:
      case At.AFTER_QUOTED:
        return this.#takeAfterQuote(text, start);
    }
  }

  #takeBare(text: string, start: number): number {
    let end = start;
    while (end < text.length && !endsValue(text.charCodeAt(end))) {
      end++;
    }
    if (end > start) {
      this.#at = At.BARE;
      this.#begun += text.slice(start, end);
    }
    return end < text.length ? this.#endValueAt(text, end) : end;
  }

  #takeQuoted(text: string, start: number): number {
    const quote = text.indexOf('"', start);
    const end = quote < 0 ? text.length : quote;
    this.#begun += text.slice(start, end);
    return quote < 0 ? end : this.#enter(At.QUOTE, quote + 1);
  }

  #takeAfterQuote(text: string, start: number): number {
    const code = text.charCodeAt(start);
    if (endsValue(code)) {
      return this.#endValueAt(text, start);
    }
    if (code === QUOTE && this.#at === At.QUOTE) {
      this.#begun += '"';
      return this.#enter(At.QUOTED, start + 1);
    }
    if (!isSpace(text.charAt(start))) {
      throw new SealingRefused('csv-quote');
    }
    return this.#enter(At.AFTER_QUOTED, start + 1);
  }

  // A line feed after a carriage return is one more line without a character.
  #endValueAt(text: string, end: number): number {
    if (text.charCodeAt(end) === COMMA) {
      this.#endValue();
      this.#at = At.VALUE_START;
    } else if (this.#at !== At.ROW_START) {
      this.#endRow();
    }
    return end + 1;
  }

  #enter(at: At, next: number): number {
    this.#at = at;
    return next;
  }

  #endValue(): void {
    this.#visitor.value(this.#begun);
    this.#begun = '';
  }

  #endRow(): void {
    this.#endValue();
    this.#at = At.ROW_START;
    this.#visitor.endRow();
  }
}

function endsValue(code: number): boolean {
  return code === COMMA || code === LF || code === CR;
}
