import { answered, platform } from '../api/platform';
import { opensHead } from '../sealing/opener';

/** Whether an identity file opens the sealed bytes of a version, as they are stored. */
export async function opensVersion(id: string, version: number, identity: string): Promise<boolean> {
  const params = { path: { id, version } };
  const head = await answered(platform.GET('/datasets/{id}/versions/{version}/head', { params, parseAs: 'blob' }));
  return opensHead(head, identity);
}

/** The newest of the versions that the identity file opens. */
export async function versionOpened(
  id: string,
  versions: readonly number[],
  identity: string,
): Promise<number | undefined> {
  for (const version of [...versions].reverse()) {
    if (await opensVersion(id, version, identity)) {
      return version;
    }
  }
  return undefined;
}
