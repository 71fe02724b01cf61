import { computed, shallowReactive } from 'vue';
import { api } from '../api/client';
import { actWith, answered, done, platform } from '../api/platform';
import { ApiProblem } from '../api/problem';
import { hex } from '../sealing/content/texts';
import { wallets } from './discovery';
import type { Wallet } from './provider';
import { asWalletRefused, WalletRefused } from './refused';
import { renewalWait, type Tokens, untilOver } from './renewal';
import { signInMessage } from './sign-in-message';

/** Who acts here, and through which wallet. */
interface Session {
  wallet: Wallet | undefined;
  account: string | undefined;
  /** The chain the wallet is on. */
  chainId: number | undefined;
  /** The chain the platform follows. */
  wantedChainId: number | undefined;
  /** When the sign-in ends, renewed or not; nothing if there is none. */
  signedInUntil: Date | undefined;
}

interface Kept extends Tokens {
  readonly wallet: string;
  readonly account: string;
}

const KEY = 'assay-session';
let renewal: number | undefined;

const state = shallowReactive<Session>({
  wallet: undefined,
  account: undefined,
  chainId: undefined,
  wantedChainId: undefined,
  signedInUntil: undefined,
});

export const session: Readonly<Session> = state;

/** How far whoever is here has come towards acting. */
export const standing = computed<'no-wallet' | 'wrong-chain' | 'not-signed-in' | 'ready'>(() => {
  if (state.wallet === undefined || state.account === undefined) {
    return 'no-wallet';
  }
  if (state.chainId !== state.wantedChainId) {
    return 'wrong-chain';
  }
  return state.signedInUntil === undefined ? 'not-signed-in' : 'ready';
});

/** Asks the wallet for its account; its user is asked too. */
export async function connect(wallet: Wallet): Promise<void> {
  leave();
  const accounts = await ask<string[]>(wallet, 'eth_requestAccounts');
  if (accounts[0] === undefined) {
    throw new WalletRefused('no-account');
  }
  await enter(wallet, accounts[0]);
}

async function enter(wallet: Wallet, account: string): Promise<void> {
  const { chainId } = await api.deployment();
  Object.assign(state, {
    wallet,
    account: account.toLowerCase(),
    chainId: Number(await ask<string>(wallet, 'eth_chainId')),
    wantedChainId: chainId,
  });
  wallet.provider.on?.('accountsChanged', onAccounts);
  wallet.provider.on?.('chainChanged', onChain);
  wallet.provider.on?.('disconnect', leave);
}

/** Forgets the wallet and the sign-in, here and on the platform. */
export function signOut(): void {
  if (state.signedInUntil !== undefined) {
    // The token ends by itself where this does not arrive.
    done(platform.DELETE('/auth/token')).catch(() => undefined);
  }
  leave();
}

function leave(): void {
  const provider = state.wallet?.provider;
  provider?.removeListener?.('accountsChanged', onAccounts);
  provider?.removeListener?.('chainChanged', onChain);
  provider?.removeListener?.('disconnect', leave);
  forgetSignIn();
  Object.assign(state, { wallet: undefined, account: undefined, chainId: undefined });
}

function forgetSignIn(): void {
  window.clearTimeout(renewal);
  actWith('');
  state.signedInUntil = undefined;
  sessionStorage.removeItem(KEY);
}

// A sign-in is its account's: with another account it is over.
function onAccounts(accounts: readonly string[]): void {
  const account = accounts[0]?.toLowerCase();
  if (account === undefined) {
    leave();
  } else if (account !== state.account) {
    forgetSignIn();
    state.account = account;
  }
}

function onChain(chainId: string): void {
  state.chainId = Number(chainId);
}

/** Signs the account in by EIP-4361. */
export async function signIn(): Promise<void> {
  const { wallet, account } = required();
  const challenge = await answered(platform.GET('/auth/nonce'));
  const message = signInMessage(account, challenge, new Date());
  const signature = await ask<string>(wallet, 'personal_sign', [
    hex(new TextEncoder().encode(message)),
    account,
  ]);
  const tokens = await answered(platform.POST('/auth/token', { body: { message, signature } }));
  keep({ ...tokens, wallet: wallet.id, account });
}

function keep(kept: Kept): void {
  actWith(kept.token);
  state.signedInUntil = new Date(kept.refreshExpiresAt);
  sessionStorage.setItem(KEY, JSON.stringify(kept));
  window.clearTimeout(renewal);
  const wait = renewalWait(kept, new Date());
  renewal =
    wait === undefined
      ? window.setTimeout(forgetSignIn, untilOver(kept, new Date()))
      : window.setTimeout(() => void renew(kept).catch(() => undefined), wait);
}

/** Gets the next tokens; a refusal ends the sign-in, an outage leaves it as long as the token lasts. */
async function renew(kept: Kept): Promise<void> {
  try {
    const tokens = await answered(
      platform.POST('/auth/refresh', { body: { refreshToken: kept.refreshToken } }),
    );
    if (sessionStorage.getItem(KEY) !== null) {
      keep({ ...kept, ...tokens });
    }
  } catch (failure) {
    if (failure instanceof ApiProblem && failure.code === 'not-signed-in') {
      forgetSignIn();
    }
    throw failure;
  }
}

/** Whether this tab was signed in before it was loaded anew. */
export function hasKept(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

/** Takes up again what this tab had before it was loaded anew, once its wallet has spoken up. */
export async function resume(): Promise<void> {
  const text = sessionStorage.getItem(KEY);
  if (text === null || state.wallet !== undefined) {
    return;
  }
  const kept = JSON.parse(text) as Kept;
  const wallet = wallets.get(kept.wallet);
  if (wallet === undefined || new Date(kept.refreshExpiresAt) <= new Date()) {
    return;
  }
  const accounts = await ask<string[]>(wallet, 'eth_accounts');
  if (accounts[0]?.toLowerCase() === kept.account) {
    await enter(wallet, kept.account);
    // Where the token is over, the next one is there before anybody asks in its name.
    await (new Date(kept.expiresAt) <= new Date() ? renew(kept) : keep(kept));
  }
}

/** Asks the wallet to change to the platform's chain. */
export async function changeChain(): Promise<void> {
  const { wallet } = required();
  const chainId = '0x' + (state.wantedChainId ?? 0).toString(16);
  await ask(wallet, 'wallet_switchEthereumChain', [{ chainId }]);
  state.chainId = Number(await ask<string>(wallet, 'eth_chainId'));
}

/** Has the wallet's account sign typed data (EIP-712). */
export async function signTypedData(data: unknown): Promise<string> {
  const { wallet, account } = required();
  return ask(wallet, 'eth_signTypedData_v4', [account, JSON.stringify(data)]);
}

/** Asks this session's wallet for anything else. */
export async function askWallet<T>(method: string, params: readonly unknown[] = []): Promise<T> {
  return ask(required().wallet, method, params);
}

/** Whether a failure means that the sign-in is over; forgets it then. */
export function isSignInOver(failure: unknown): boolean {
  const isOver = failure instanceof ApiProblem && failure.code === 'not-signed-in';
  if (isOver) {
    forgetSignIn();
  }
  return isOver;
}

function required(): { wallet: Wallet; account: string } {
  const { wallet, account } = state;
  if (wallet === undefined || account === undefined) {
    throw new WalletRefused('no-account');
  }
  return { wallet, account };
}

async function ask<T>(wallet: Wallet, method: string, params: readonly unknown[] = []): Promise<T> {
  try {
    return (await wallet.provider.request({ method, params })) as T;
  } catch (thrown) {
    throw asWalletRefused(thrown);
  }
}
