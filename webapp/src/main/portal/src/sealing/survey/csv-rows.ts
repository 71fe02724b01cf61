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
      const next = this.#isInValue() ? this.#runOn(text, i) : this.#step(text, i);
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

  #isInValue(): boolean {
    return this.#at === At.BARE || this.#at === At.QUOTED;
  }

  /** Takes as much of a value as there is; the first character after it is left to the next step. */
  #runOn(text: string, start: number): number {
    const isQuoted = this.#at === At.QUOTED;
    let end = start;
    while (end < text.length && !ends(text.charCodeAt(end), isQuoted)) {
      end++;
    }
    this.#begun += text.slice(start, end);
    return end > start ? end : this.#step(text, end);
  }

  #step(text: string, i: number): number {
    const code = text.charCodeAt(i);
    if (code === QUOTE && this.#at !== At.BARE) {
      this.#quote();
    } else if (code === COMMA) {
      this.#endValue();
      this.#at = At.VALUE_START;
    } else if (code === LF || code === CR) {
      this.#lineEnd();
    } else {
      return this.#other(text, i);
    }
    return i + 1;
  }

  #quote(): void {
    if (this.#at === At.AFTER_QUOTED) {
      throw new SealingRefused('csv-quote');
    }
    if (this.#at === At.QUOTED) {
      this.#at = At.QUOTE;
    } else {
      this.#begun += this.#at === At.QUOTE ? '"' : '';
      this.#at = At.QUOTED;
    }
  }

  // A line feed after a carriage return is one more line without a character.
  #lineEnd(): void {
    if (this.#at !== At.ROW_START) {
      this.#endRow();
    }
  }

  #other(text: string, i: number): number {
    if (this.#at === At.ROW_START || this.#at === At.VALUE_START) {
      this.#at = At.BARE;
      return i;
    }
    if (!isSpace(text.charAt(i))) {
      throw new SealingRefused('csv-quote');
    }
    this.#at = At.AFTER_QUOTED;
    return i + 1;
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

function ends(code: number, isQuoted: boolean): boolean {
  return isQuoted ? code === QUOTE : code === COMMA || code === LF || code === CR;
}
