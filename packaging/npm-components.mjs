// Adds what comes from npm to a bill of materials (CycloneDX 1.6): what the portal's bundler says is in the bundle,
// and the packages of a lock file that are compiled into the contracts.
import { readFileSync, writeFileSync } from 'node:fs';

const [bomFile, bundledFile, lockFile, ...compiled] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** https://github.com/package-url/purl-spec: the @ of a scope is escaped. */
function component(name, version, licence) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', 'bom-ref': purl, name, version, scope: 'required', licenses: [{ expression: licence }], purl };
}

function locked(name) {
  const found = read(lockFile).packages[`node_modules/${name}`];
  if (found === undefined) {
    throw new Error(`${lockFile} has no ${name}; name a package that it has.`);
  }
  return component(name, found.version, found.license);
}

const bom = read(bomFile);
const bundled = read(bundledFile).map(({ name, version, identifier }) => component(name, version, identifier));
bom.components.push(...bundled, ...compiled.map(locked));
writeFileSync(bomFile, `${JSON.stringify(bom, null, 2)}\n`);
