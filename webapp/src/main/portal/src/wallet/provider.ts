/** A wallet as pages talk to it (EIP-1193). */
export interface Provider {
  request(call: { method: string; params?: readonly unknown[] }): Promise<unknown>;
  on?(event: string, listener: (value: never) => void): void;
  removeListener?(event: string, listener: (value: never) => void): void;
}

/** A wallet and what it says of itself (EIP-6963). Its picture is left out: a stranger's drawing. */
export interface Wallet {
  readonly id: string;
  readonly name: string;
  /** Whether it is the local network's own, whose keys everybody knows. */
  readonly isDevelopment: boolean;
  readonly provider: Provider;
}
