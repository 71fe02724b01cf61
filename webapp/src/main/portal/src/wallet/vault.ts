import { readonly, ref } from 'vue';
import { api } from '../api/client';

const wei = ref<string>();

/** What the account has in the vault and may take out; undefined until somebody looked. */
export const inVault = readonly(wei);

/** Looks again, after anything that may have moved it. */
export async function lookIntoVault(): Promise<void> {
  wei.value = await api.available();
}

/** Another account has another place there. */
export function forgetVault(): void {
  wei.value = undefined;
}
