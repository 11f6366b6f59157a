// node driver.mjs FOLDER: other people's wallets in one warm process, offline.
// FOLDER holds issue.mjs and lib/. One JSON request a line on stdin, one answer a line on stdout:
//   {do: "verify", text, options, all}    -> {verified, errors, peers}; all: every peer, not the deciding one alone
//   {do: "issue", argv, document}         -> what `issue.mjs DOCUMENT ...argv` prints
//   {do: "sign2018" | "present" | "jwt" | "sdjwt", ...}
//   {do: "graph", document}               -> canonical N-Quads
//   {do: "contexts"}                      -> every context the peers know, by URL
import fs from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import {pathToFileURL} from 'node:url';
const folder = path.resolve(process.argv[2]);
const part = name => import(pathToFileURL(path.join(folder, 'lib', name)).href);
const {HOME} = await part('home.mjs');
const P = await part('peers.mjs');
const {contextTable, makeLoader} = await part('loader.mjs');
const {verifyBytes} = await part('verify_file.mjs');
P.blockNetwork();
const require = module.createRequire(path.join(HOME, 'package.json'));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const print = console.log.bind(console);
const scratch = process.argv[3];

async function keyOf(seed) {
  const m = await load('@digitalbazaar/ed25519-multikey');
  const pair = await m.generate({seed: new Uint8Array(Buffer.from(seed, 'hex'))});
  pair.controller = `did:key:${pair.publicKeyMultibase}`;
  pair.id = `${pair.controller}#${pair.publicKeyMultibase}`;
  const {kty, crv, x} = await m.toJwk({keyPair: pair});
  return {pair, jwk: {kty, crv, x, d: Buffer.from(seed, 'hex').toString('base64url')},
    signer: Object.assign(pair.signer(), {id: pair.id})};
}

let runs = 0;
// issue.mjs is a program: each import runs it once, with its argv and its output caught
async function issue({argv, document}) {
  const file = path.join(scratch, 'unsigned.json');
  fs.writeFileSync(file, JSON.stringify(document));
  const saved = process.argv;
  let printed = '';
  process.argv = [saved[0], 'issue.mjs', file, ...argv];
  console.log = text => { printed += text; };
  try {
    await import(pathToFileURL(path.join(folder, 'issue.mjs')).href + `?run=${runs++}`);
  } finally {
    process.argv = saved;
    console.log = print;
  }
  return JSON.parse(printed);
}

async function sign2018({document, seed}) {
  const {default: jsigs} = await load('jsonld-signatures');
  const {Ed25519Signature2018} = await load('@digitalbazaar/ed25519-signature-2018');
  const {signer} = await keyOf(seed);
  return jsigs.sign(document, {suite: new Ed25519Signature2018({signer}),
    purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader: makeLoader({legacy2018: true})});
}

async function present({credentials, seed, suite, challenge, domain, version}) {
  const vc = await load('@digitalbazaar/vc');
  const {pair, signer} = await keyOf(seed);
  const {Ed25519Signature2020} = await load('@digitalbazaar/ed25519-signature-2020');
  const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
  const {cryptosuite} = await load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
  const presentation = vc.createPresentation({verifiableCredential: credentials,
    holder: pair.controller, version, verify: false});
  if(version === 1) {
    presentation['@context'] = [].concat(presentation['@context'], suite === 'Ed25519Signature2020' ?
      'https://w3id.org/security/suites/ed25519-2020/v1' : 'https://w3id.org/security/data-integrity/v2');
  } else if(suite === 'Ed25519Signature2020') {
    presentation['@context'] = [].concat(presentation['@context'], 'https://w3id.org/security/suites/ed25519-2020/v1');
  }
  return vc.signPresentation({presentation, challenge, domain, documentLoader: makeLoader(),
    suite: suite === 'Ed25519Signature2020' ? new Ed25519Signature2020({signer}) :
      new DataIntegrityProof({signer, cryptosuite})});
}

async function jwt({payload, header, seed}) {
  const {SignJWT, importJWK} = await load('jose');
  const {jwk} = await keyOf(seed);
  return new SignJWT(payload).setProtectedHeader({alg: 'EdDSA', ...header}).sign(await importJWK(jwk, 'EdDSA'));
}

async function sdjwt({claims, frame, header, seed, holder, shown, challenge, domain, iat}) {
  const {SDJwtVcInstance} = await load('@sd-jwt/sd-jwt-vc');
  const {createHash, createPrivateKey, sign, randomBytes} = await import('node:crypto');
  const signer = jwk => data => sign(null, Buffer.from(data),
    createPrivateKey({key: jwk, format: 'jwk'})).toString('base64url');
  const owner = await keyOf(holder);
  const instance = new SDJwtVcInstance({hashAlg: 'sha-256', signAlg: 'EdDSA', kbSignAlg: 'EdDSA',
    signer: signer((await keyOf(seed)).jwk), kbSigner: signer(owner.jwk),
    hasher: data => new Uint8Array(createHash('sha256').update(data).digest()),
    saltGenerator: () => randomBytes(16).toString('base64url')});
  const {d, ...open} = owner.jwk;
  const whole = await instance.issue({...claims, cnf: {jwk: open}}, frame, {header});
  const part = await instance.present(whole, shown);
  return {whole, part, bound: await instance.present(whole, shown,
    {kb: {payload: {iat, aud: domain, nonce: challenge}}})};
}

async function verify({text, options = {}, all}) {
  const map = object => new Map(Object.entries(object ?? {}));
  const {format, verified, errors, peers} = await verifyBytes(Buffer.from(text, 'utf8'), {...options,
    status: map(options.status), dids: map(options.dids), primaryOnly: !all});
  return {format, verified, errors: errors.slice(0, 6), peers};
}

// statements as the peers' suites sign them: safe mode, so that a lost member is an error
async function graph({document}) {
  const jsonld = (await load('jsonld')).default;
  return jsonld.canonize(document, {algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null,
    safe: true, rdfDirection: 'i18n-datatype', documentLoader: makeLoader()});
}

const work = {verify, graph, issue, sign2018, present, jwt, sdjwt, contexts: async () => Object.fromEntries(contextTable())};
for await (const line of readline.createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  let answer;
  try {
    const run = () => work[request.do](request);
    answer = {answer: request.do === 'verify' ? await run() : await P.atTime(request.now, run)};
  } catch(error) {
    answer = {error: P.flat(error).join('; ') || String(error)};
  }
  print(JSON.stringify(answer));
}
