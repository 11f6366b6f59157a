// node peer.mjs FOLDER: other people's verifiers in one warm process, timed here, offline.
// FOLDER is the oracles' folder. One JSON request a line on stdin, one answer a line on stdout:
//   {text, n, options, derive}  ->  {ms: [...], good}
// "derive" is a list of pointers: then the part is made from a base proof instead.
import module from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import {pathToFileURL} from 'node:url';
const folder = path.resolve(process.argv[2]);
const part = name => import(pathToFileURL(path.join(folder, 'lib', name)).href);
const {HOME} = await part('home.mjs');
const P = await part('peers.mjs');
const {makeLoader} = await part('loader.mjs');
const {verifyBytes} = await part('verify_file.mjs');
P.blockNetwork();
const require = module.createRequire(path.join(HOME, 'package.json'));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const {default: jsigs} = await load('jsonld-signatures');
const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
const SUITES = {'ecdsa-sd-2023': '@digitalbazaar/ecdsa-sd-2023-cryptosuite', 'bbs-2023': '@digitalbazaar/bbs-2023-cryptosuite'};

async function verify({text, options}) {
  const found = await verifyBytes(Buffer.from(text, 'utf8'), {...options, primaryOnly: true});
  return found.verified;
}

async function derive({text, derive: selectivePointers}) {
  const document = JSON.parse(text);
  const {createDiscloseCryptosuite} = await load(SUITES[document.proof.cryptosuite]);
  const derived = await jsigs.derive(document, {
    suite: new DataIntegrityProof({cryptosuite: createDiscloseCryptosuite({selectivePointers})}),
    purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader: makeLoader()});
  return !!derived.proof.proofValue;
}

for await (const line of readline.createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  const answer = {ms: [], good: true};
  try {
    for(let i = 0; i < request.n; i++) {
      const started = performance.now();
      const good = await (request.derive ? derive : verify)(request);
      answer.ms.push(performance.now() - started);
      answer.good &&= good;
    }
  } catch(error) {
    answer.good = false;
    answer.error = String(error);
  }
  console.log(JSON.stringify(answer));
}
