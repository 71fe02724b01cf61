import { cidOf, cidText, type Codec } from './cid';
import { type DagLink, encodeNode, fileBytes } from './dag';

/** How a file is cut into blocks: leaves of a fixed size under a balanced tree of a fixed width. */
export interface DagLayout {
  readonly chunkBytes: number;
  readonly maxLinks: number;
}

/** The profile all content of Assay is stored under (IPIP-499). */
export const UNIXFS_V1_2025: DagLayout = { chunkBytes: 1 << 20, maxLinks: 1024 };

/** Is told every block of the content, those it links to first. */
export type BlockTaker = (codec: Codec, block: Uint8Array<ArrayBuffer>, cid: string) => Promise<void>;

/**
 * Tells the identifier that content will have in any store, leaf by leaf. Memory is bounded by the
 * tree's depth times its width.
 */
export class CidCalculator {
  readonly #layout: DagLayout;
  readonly #take: BlockTaker | undefined;
  readonly #levels: DagLink[][] = [];

  constructor(layout = UNIXFS_V1_2025, take?: BlockTaker) {
    this.#layout = layout;
    this.#take = take;
  }

  /** Takes the next leaf: a whole one, but for the last. */
  async addLeaf(leaf: Uint8Array<ArrayBuffer>): Promise<void> {
    const cid = await cidOf('raw', leaf);
    await this.#take?.('raw', leaf, cidText(cid));
    await this.#add(0, { cid, fileBytes: leaf.length, treeBytes: leaf.length });
  }

  /** The identifier of all leaves; to be asked once, at the end. An empty file is one empty leaf. */
  async finish(): Promise<string> {
    if (this.#levels.length === 0) {
      await this.addLeaf(new Uint8Array(0));
    }
    for (let depth = 0; ; depth++) {
      const level = this.#level(depth);
      const isTop = depth === this.#levels.length - 1;
      const [first] = level;
      if (isTop && level.length === 1 && first !== undefined) {
        return cidText(first.cid);
      }
      if (level.length > 0) {
        await this.#close(depth);
      }
    }
  }

  #level(depth: number): DagLink[] {
    return (this.#levels[depth] ??= []);
  }

  async #add(depth: number, link: DagLink): Promise<void> {
    const level = this.#level(depth);
    level.push(link);
    if (level.length === this.#layout.maxLinks) {
      await this.#close(depth);
    }
  }

  async #close(depth: number): Promise<void> {
    const links = this.#level(depth).splice(0);
    const block = encodeNode(links);
    const treeBytes = links.reduce((sum, link) => sum + link.treeBytes, block.length);
    const cid = await cidOf('dag-pb', block);
    await this.#take?.('dag-pb', block, cidText(cid));
    await this.#add(depth + 1, { cid, fileBytes: fileBytes(links), treeBytes });
  }
}
