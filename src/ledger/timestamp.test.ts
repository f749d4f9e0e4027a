import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingOf } from '../../test/readings.js';
import { checkTimestamp, type Ledger, openLedger, timestampRequest } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'onrecord-tsa-'));
const at = (name: string) => join(folder, name);
const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });

function hasOpenssl(): boolean {
  try {
    openssl('version');
    return true;
  } catch {
    console.log('skipped: timestamps (openssl is not there)');
    return false;
  }
}

const CONFIG = `
[req]
distinguished_name = name
prompt = no
[name]
CN = Test Time Authority
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[times]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = authority
[authority]
serial = ${at('serial')}
crypto_device = builtin
signer_cert = ${at('tsa.pem')}
signer_key = ${at('tsa.key')}
certs = ${at('ca.pem')}
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
`;

describe.runIf(hasOpenssl())('a timestamp', () => {
  let ledger: Ledger;

  beforeAll(async () => {
    writeFileSync(at('tsa.cnf'), CONFIG);
    writeFileSync(at('serial'), '01');
    for (const name of ['ca', 'other']) {
      openssl(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        '-subj',
        `/CN=${name}`,
        '-config',
        'tsa.cnf',
        '-extensions',
        'ca',
      );
    }
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-config', 'tsa.cnf');
    openssl(
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'tsa.pem',
      '-extfile',
      'tsa.cnf',
      '-extensions',
      'times',
    );
    ledger = await openLedger(at('ledger.db'));
    const telling = { source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' };
    await ledger.record([readingOf({ id: 'a', tellings: [telling] })]);
  });
  afterAll(async () => {
    await ledger?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function stamp(head: string): Promise<Uint8Array> {
    writeFileSync(at('request.tsq'), await timestampRequest(head));
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'request.tsq', '-out', 'reply.tsr');
    return readFileSync(at('reply.tsr'));
  }

  it('proves what the ledger held, and when', async () => {
    const { sequence, hash } = await ledger.head();
    const reply = await stamp(hash);
    await ledger.record([readingOf({ id: 'b', tellings: [] })]);
    const trusted = readFileSync(at('ca.pem'), 'utf8');
    const proved = await checkTimestamp(ledger, reply, trusted);
    expect(proved).toMatchObject({ entry: sequence, head: hash, authority: 'Test Time Authority', trusted: true });
    expect(Math.abs(Date.parse(proved.time) - Date.now())).toBeLessThan(600_000);
    expect(await checkTimestamp(ledger, reply)).toMatchObject({ head: hash, trusted: false });
  });

  it('of another ledger, by somebody who is not trusted, altered or none at all is refused', async () => {
    const reply = await stamp((await ledger.head()).hash);
    await expect(checkTimestamp(ledger, await stamp('f'.repeat(64)))).rejects.toThrow(/no head/);
    await expect(checkTimestamp(ledger, reply, readFileSync(at('other.pem'), 'utf8'))).rejects.toThrow(/timestamp/);
    const altered = Uint8Array.from(reply);
    altered[altered.length - 20] = (altered[altered.length - 20] ?? 0) ^ 1;
    await expect(checkTimestamp(ledger, altered)).rejects.toThrow(/signature/);
    await expect(checkTimestamp(ledger, Buffer.from('no time'))).rejects.toThrow(/answer/);
    await expect(checkTimestamp(ledger, reply, 'no certificate')).rejects.toThrow(/PEM/);
  });
});
