import { createHash, randomBytes } from 'node:crypto';
import { UserError } from '../errors.js';
import type { Ledger } from './ledger.js';

/** RFC 3161 times that an authority vouches for: requests over a ledger's head, and the check of what came back. */

/** What a timestamp proves. */
export interface Timestamped {
  /** The entry at which the ledger's chain ended then, and its hash. */
  entry: number;
  head: string;
  /** When the authority saw it: ISO 8601, UTC. */
  time: string;
  /** As the certificate that signed it names the authority. */
  authority: string;
  /** Whether that certificate was traced to one that is trusted. */
  trusted: boolean;
}

/** OIDs: SHA-256, and the extended key usage that lets a certificate sign times. */
const SHA256 = '2.16.840.1.101.3.4.2.1';
const EXTENDED_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const COMMON_NAMES = ['2.5.4.3', '2.5.4.10'];

/** Entries that are looked at at once. */
const CHUNK = 5000;

/**
 * A request (DER) for a time over a head: over the 64 hexadecimal digits of its hash. What the authority answers is to be
 * kept; `openssl ts -reply -in FILE -text` shows it too.
 */
export async function timestampRequest(head: string): Promise<Uint8Array> {
  const [{ AlgorithmIdentifier, MessageImprint, TimeStampReq }, asn1] = await Promise.all([
    import('pkijs'),
    import('asn1js'),
  ]);
  const nonce = randomBytes(8);
  // A leading bit would make the number negative.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1.Null() }),
      hashedMessage: new asn1.OctetString({ valueHex: bufferOf(digest(head)) }),
    }),
    nonce: new asn1.Integer({ valueHex: bufferOf(nonce) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/**
 * Checks an authority's answer: that it is whole, signed by the certificate that comes with it, which may sign times,
 * and over a head that the ledger's chain has.
 *
 * @param reply the answer, DER
 * @param trusted certificates (PEM) to one of which the signing one must lead; without any, who signed is not checked
 * @throws UserError naming what does not hold
 */
export async function checkTimestamp(ledger: Ledger, reply: Uint8Array, trusted?: string): Promise<Timestamped> {
  const { Certificate, SignedData, TimeStampResp, TSTInfo } = await import('pkijs');
  const wrong = (reason: string, cause?: unknown) => new UserError(`timestamp: ${reason}`, { cause });
  let signed: InstanceType<typeof SignedData>;
  let info: InstanceType<typeof TSTInfo>;
  try {
    const { timeStampToken } = TimeStampResp.fromBER(bufferOf(reply));
    signed = new SignedData({ schema: timeStampToken?.content });
    const content = signed.encapContentInfo.eContent?.getValue();
    info = TSTInfo.fromBER(content as ArrayBuffer);
  } catch (error) {
    throw wrong("this is no authority's answer with a time in it (RFC 3161, DER)", error);
  }
  const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView).toString('hex');
  if (info.messageImprint.hashAlgorithm.algorithmId !== SHA256) throw wrong('it is not over a SHA-256 hash');
  const found = await entryOf(ledger, imprint);
  if (!found) throw wrong('the ledger has had no head that it is over');
  const anchors = trusted === undefined ? [] : certificatesIn(trusted).map((one) => Certificate.fromBER(one));
  const result = await signed
    .verify({
      signer: 0,
      data: bufferOf(Buffer.from(found.hash)),
      trustedCerts: anchors,
      checkChain: trusted !== undefined,
      checkDate: info.genTime,
      extendedMode: true,
    })
    .catch((error: unknown) => {
      const message = error instanceof Error ? error.message : (error as { message?: string })?.message;
      throw wrong(`its signature does not hold: ${message}`, error);
    });
  const { signatureVerified, signerCertificate } = result;
  if (!signatureVerified || !signerCertificate) throw wrong('its signature does not hold');
  const usage = signerCertificate.extensions?.find(({ extnID }) => extnID === EXTENDED_USAGE)?.parsedValue as
    | { keyPurposes?: string[] }
    | undefined;
  if (!usage?.keyPurposes?.includes(TIME_STAMPING)) throw wrong('its certificate may not sign times');
  if (trusted !== undefined && !result.signerCertificateVerified) {
    throw wrong('its certificate does not lead to one of those that are trusted');
  }
  const names = signerCertificate.subject.typesAndValues;
  const name = COMMON_NAMES.map((oid) => names.find(({ type }) => type === oid)).find((one) => one);
  return {
    entry: found.sequence,
    head: found.hash,
    time: info.genTime.toISOString(),
    authority: String(name?.value.valueBlock.value ?? 'not named'),
    trusted: trusted !== undefined,
  };
}

/** The entry whose hash an imprint is over. */
async function entryOf({ db }: Ledger, imprint: string): Promise<{ sequence: number; hash: string } | undefined> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('entries')
      .select(['sequence', 'hash'])
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(CHUNK)
      .execute();
    const found = rows.find(({ hash }) => digest(hash).toString('hex') === imprint);
    if (found || rows.length < CHUNK) return found;
    last = rows.at(-1)?.sequence ?? last;
  }
}

function certificatesIn(pem: string): ArrayBuffer[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)];
  if (!blocks.length) throw new UserError('trusted certificates: a file in PEM is expected');
  return blocks.map(([, base64 = '']) => bufferOf(Buffer.from(base64, 'base64')));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
