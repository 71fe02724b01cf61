import { ModelRefused, require } from './refused';

/** A value of a stranger's JSON, asked for by what it has to be. */
export class Json {
  private constructor(
    private readonly value: unknown,
    private readonly name: string,
  ) {}

  static parse(text: string, name: string): Json {
    try {
      return new Json(JSON.parse(text), name);
    } catch (failure) {
      throw new ModelRefused('malformed', `${name} is no JSON: ${String(failure)}`);
    }
  }

  /** A field; of what is no object, nothing. Inherited names are no fields. */
  field(key: string): Json {
    const is = typeof this.value === 'object' && this.value !== null && Object.hasOwn(this.value, key);
    return new Json(is ? (this.value as Record<string, unknown>)[key] : undefined, `${this.name}.${key}`);
  }

  has(key: string): boolean {
    return this.field(key).value !== undefined;
  }

  keys(): string[] {
    require(typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value), `${this.name} is no object.`);
    return Object.keys(this.value);
  }

  list(most: number): Json[] {
    require(Array.isArray(this.value) && this.value.length <= most, `${this.name} is no list of at most ${most}.`);
    return this.value.map((each, at) => new Json(each, `${this.name}[${at}]`));
  }

  text(): string {
    require(typeof this.value === 'string', `${this.name} is no text.`);
    return this.value;
  }

  word<T extends string>(words: readonly T[], otherwise?: T): T {
    if (this.value === undefined && otherwise !== undefined) {
      return otherwise;
    }
    const found = words.find((each) => each === this.value);
    require(found !== undefined, `${this.name} is none of ${words.join(', ')}.`);
    return found;
  }

  number(otherwise?: number): number {
    const value = this.value ?? otherwise;
    require(typeof value === 'number' && Number.isFinite(value), `${this.name} is no number.`);
    return value;
  }

  /** A whole number from 1 on. */
  size(otherwise?: number, most = 2 ** 31 - 1): number {
    const value = this.value ?? otherwise;
    require(
      typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most,
      `${this.name} is no whole number from 1 to ${most}.`,
    );
    return value;
  }

  flag(otherwise: boolean): boolean {
    const value = this.value ?? otherwise;
    require(typeof value === 'boolean', `${this.name} is neither true nor false.`);
    return value;
  }
}
