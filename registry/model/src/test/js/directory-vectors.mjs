// Writes the golden CIDs of src/test/resources/assay/registry/content/directory-vectors.tsv with an
// implementation that is not ours. Run in a folder of its own:
//   npm install ipfs-unixfs-importer@17.1.1 blockstore-core@7.0.1
//   node directory-vectors.mjs > directory-vectors.tsv
// Columns: paths with the sizes of their files, comma-separated; CID of the directory. A path's file
// has the bytes (i * 31 + (i >> 8) * 17) mod 251.
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'
import { MemoryBlockstore } from 'blockstore-core'

const many = Array.from({ length: 300 }, (_, i) => `n${i}=${i}`).join(',')
const trees = [
  'a=0',
  'a=1,b=2',
  'b=2,a=1',
  'data/x.bin=5,data/y.bin=6,readme=11',
  'a/b/c/d/e=1048577',
  'Z=1,a=1,\u00e4=1,\u{1F600}=1,a.b=1,a-b=1,ab=1',
  'a/x=1,a.txt=1,a-b=1',
  'one=3145728,two=3145728',
  many
]

function content (size) {
  const bytes = new Uint8Array(size)
  for (let i = 0; i < size; i++) bytes[i] = (i * 31 + (i >> 8) * 17) % 251
  return bytes
}

function entry (text) {
  const [path, size] = text.split('=')
  return { path, content: content(Number(size)) }
}

console.log('# tree\tcid, by ipfs-unixfs-importer 17.1.1 (src/test/js/directory-vectors.mjs)')
for (const tree of trees) {
  const options = {
    cidVersion: 1,
    rawLeaves: true,
    reduceSingleLeafToSelf: true,
    wrapWithDirectory: true,
    chunker: fixedSize({ chunkSize: 1048576 }),
    layout: balanced({ maxChildrenPerNode: 1024 })
  }
  let last
  for await (const imported of importer(tree.split(',').map(entry), new MemoryBlockstore(), options)) {
    last = imported
  }
  console.log([tree, last.cid.toString()].join('\t'))
}
