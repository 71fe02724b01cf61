import type { Provider, Wallet } from './provider';
import { WalletRefused } from './refused';

const PATH = 'api/v1/development-wallet';
const CHOSEN = 'assay-development-account';

/** The local network's own wallet, if this is one. */
export async function developmentWallet(): Promise<Wallet | undefined> {
  try {
    const answer = await fetch(PATH);
    const { offered } = (await answer.json()) as { offered?: unknown };
    return offered === true
      ? { id: 'assay-development', name: 'Assay', isDevelopment: true, provider: new DevelopmentProvider() }
      : undefined;
  } catch {
    // A platform that does not answer offers no wallet; the page says so elsewhere.
    return undefined;
  }
}

/** All accounts of the development wallet, of which it acts for one at a time. */
export async function developmentAccounts(): Promise<string[]> {
  return (await ask('eth_accounts', [])) as string[];
}

/** A wallet that asks nobody: the chain behind it signs for accounts whose keys everybody knows. */
class DevelopmentProvider implements Provider {
  readonly #listeners = new Map<string, Set<(value: never) => void>>();

  async request({ method, params = [] }: { method: string; params?: readonly unknown[] }): Promise<unknown> {
    switch (method) {
      case 'eth_requestAccounts':
      case 'eth_accounts':
        return [await chosen()];
      case 'assay_chooseAccount':
        sessionStorage.setItem(CHOSEN, String(params[0]));
        this.#tell('accountsChanged', [params[0]]);
        return null;
      default:
        return ask(method, params);
    }
  }

  on(event: string, listener: (value: never) => void): void {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener));
  }

  removeListener(event: string, listener: (value: never) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  #tell(event: string, value: unknown): void {
    this.#listeners.get(event)?.forEach((listener) => listener(value as never));
  }
}

async function chosen(): Promise<string> {
  const all = await developmentAccounts();
  const before = sessionStorage.getItem(CHOSEN);
  const account = all.find((one) => one === before) ?? all[0];
  if (account === undefined) {
    throw new WalletRefused('no-account');
  }
  return account;
}

async function ask(method: string, params: readonly unknown[]): Promise<unknown> {
  const answer = await fetch(PATH, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ method, params }),
  });
  const body = (await answer.json()) as { result?: unknown; error?: { message?: string }; detail?: string };
  if (!answer.ok || body.error !== undefined) {
    throw new WalletRefused('failed', body.error?.message ?? body.detail ?? '');
  }
  return body.result;
}
