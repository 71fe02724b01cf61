const PREFIX = 'sealing-';

/**
 * A folder of this tab alone, in the part of the disk that the browser keeps for the portal. Folders
 * of tabs that are gone are removed: what was not saved from there is lost with its tab.
 */
export async function privateFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  await clearAbandoned(root);
  const name = PREFIX + crypto.randomUUID();
  await hold(name);
  return root.getDirectoryHandle(name, { create: true });
}

/** Tells other tabs, for as long as this one lives, that the folder is in use. */
function hold(name: string): Promise<void> {
  return new Promise((held, failed) => {
    const untilTheTabEnds = (): Promise<never> => {
      held();
      return new Promise(() => undefined);
    };
    navigator.locks.request(name, untilTheTabEnds).catch(failed);
  });
}

async function clearAbandoned(root: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map((lock) => lock.name));
  const names: string[] = [];
  for await (const name of root.keys()) {
    if (name.startsWith(PREFIX) && !inUse.has(name)) {
      names.push(name);
    }
  }
  for (const name of names) {
    // Whoever clears it at the same moment is welcome to.
    await root.removeEntry(name, { recursive: true }).catch(() => undefined);
  }
}
