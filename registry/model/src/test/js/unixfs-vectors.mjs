// Writes the golden CIDs of src/test/resources/assay/registry/content/unixfs-vectors.tsv with an
// implementation that is not ours. Run in a folder of its own:
//   npm install ipfs-unixfs-importer@17.1.1 blockstore-core@7.0.1
//   node unixfs-vectors.mjs > unixfs-vectors.tsv
// Columns: chunk bytes, width, file bytes, CID. Byte i of a file is (i * 31 + (i >> 8) * 17) mod 251.
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'
import { MemoryBlockstore } from 'blockstore-core'

const layouts = [
  { chunk: 1048576, width: 1024, sizes: [0, 1, 11, 1048575, 1048576, 1048577, 3145728, 5000001] },
  { chunk: 1000, width: 3, sizes: [0, 999, 1000, 1001, 2000, 3000, 3001, 4000, 9000, 9001, 10000, 12000, 12001, 27000, 27001, 30001, 81001] },
  { chunk: 4096, width: 16, sizes: [4096, 4097, 65536, 65537, 69632, 1048576, 1048577, 1052672] },
  { chunk: 1024, width: 5, sizes: [1024, 5120, 5121, 6144, 25600, 25601, 26624, 128000, 128001, 131072] },
  { chunk: 1024, width: 1024, sizes: [1048576, 1048577] }
]

function content (size) {
  const bytes = new Uint8Array(size)
  for (let i = 0; i < size; i++) bytes[i] = (i * 31 + (i >> 8) * 17) % 251
  return bytes
}

console.log('# chunk\twidth\tbytes\tcid, by ipfs-unixfs-importer 17.1.1 (src/test/js/unixfs-vectors.mjs)')
for (const { chunk, width, sizes } of layouts) {
  for (const size of sizes) {
    const options = {
      cidVersion: 1,
      rawLeaves: true,
      reduceSingleLeafToSelf: true,
      chunker: fixedSize({ chunkSize: chunk }),
      layout: balanced({ maxChildrenPerNode: width })
    }
    const source = [{ content: content(size) }]
    for await (const { cid } of importer(source, new MemoryBlockstore(), options)) {
      console.log([chunk, width, size, cid.toString()].join('\t'))
    }
  }
}
