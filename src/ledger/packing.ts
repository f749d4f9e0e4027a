import { deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';

/**
 * What entries have in common, so that even a short one takes little room. Never to be changed: what was packed with
 * it can only be unpacked with it.
 */
const DICTIONARY = Buffer.from(
  [
    '{"document":{"byline":"","dateline":{"agency":"","day":"","place":"","span":{"end":1,"start":0}},"headline":{"end":',
    ',"start":0},"id":"","language":"en","links":[{"href":"https://www.","span":{"end":',
    '}}],"modified":"20","outlet":{"domain":".com","name":"The "},"paragraphs":[{"end":1,"start":0},{"end":',
    '],"path":"","published":"20","state":"full","text":"","title":"","url":"https://',
    '{"attributions":[{"content":[{"end":1,"start":1}],"cue":[{"end":1,"start":1}],"source":[{"end":1,"start":1}]},',
    '],"claims":["","","errors":[],"relations":[],"revision":"","times":[{"basis":"relative","end":"20","precision":"day",',
    '"start":"20"}],"versions":{"codebook":"","coder":""}}',
    '"factuality":"denied""factuality":"planned""factuality":"possible""factuality":"conditional""factuality":"demanded"',
    '"novelty":"background""group":true"contested":true"reciprocal":true"ids":{"cow":"","gw":"","wikidata":"Q"}',
    '"place":{"country":"","lat":,"lon":,"name":"","span":{"end":"mode":""',
    '"AGREE""CONSULT""SUPPORT""CONCEDE""COOPERATE""AID""RETREAT""REQUEST""ACCUSE""REJECT""THREATEN""PROTEST""SANCTION"',
    '"MOBILIZE""COERCE""ASSAULT""contexts":["diplomatic""military""legal""economic""political""territory"',
    '"sectors":["GOV"]"MIL""LEG""JUD""MED""CVL""OPP""IGO""NGO","quote":{"end":,"reason":{"end":',
    '{"claim":{"attribution":[{"content":{"end":1,"start":1},"cue":{"end":1,"start":1},"kind":"direct-quote","speakers":[',
    '{"actor":{"code":"","id":"","name":"","sectors":["GOV"]},"antecedent":{"end":1,"start":1},"role":"","span":{"end":1',
    ',"start":1},"text":""}]},{"kind":"report","kind":"indirect",{"kind":"outlet","speakers":[{"text":"The "}]}],',
    '"confidence":0.,"event":{"cameo":"","contexts":[],"goldstein":-,"quad":1,"type":""},"factuality":"actual",',
    '"headline":false,"id":"","novelty":"new","source":[{"actor":{"code":"","id":"","name":"","sectors":["GOV"]},',
    '"span":{"end":1,"start":1},"text":""}],"span":{"end":1,"start":1},"target":[{"actor":{"code":"","id":"","name":"",',
    '"sectors":["GOV"]},"span":{"end":1,"start":1},"text":""}],"time":{"basis":"explicit","end":"20","precision":"day",',
    '"span":{"end":1,"start":1},"start":"20"},"trigger":{"end":1,"start":1}},"coding":"',
  ].join(''),
);

/** First byte of what was packed with the dictionary; JSON that was left as it is begins with `{`. */
const PACKED = 1;
const PLAIN = 0x7b;

/** Most entries are claims: for them the compressor is set up with little memory, which is most of its work. */
const SHORT = 2000;
const FOR_SHORT: ZlibOptions = { dictionary: DICTIONARY, level: 6, windowBits: 12, memLevel: 4, chunkSize: 1024 };
/** More effort than this takes half as long again for a hundredth of the room. */
const FOR_LONG: ZlibOptions = { dictionary: DICTIONARY, level: 4, memLevel: 7 };

/** An entry's canonical JSON as it is stored: deflated (RFC 1951) with the dictionary, after a byte that says so. */
export function packContent(json: string): Uint8Array {
  const packed = deflateRawSync(json, json.length < SHORT ? FOR_SHORT : FOR_LONG);
  return Buffer.concat([Buffer.of(PACKED), packed]);
}

/**
 * The canonical JSON of an entry.
 *
 * @throws Error where it is damaged
 */
export function unpackContent(stored: Uint8Array): string {
  if (stored[0] === PLAIN) return Buffer.from(stored).toString();
  if (stored[0] !== PACKED) throw new Error('an entry is stored in a form that this version does not know');
  return inflateRawSync(stored.subarray(1), {
    dictionary: DICTIONARY,
    chunkSize: stored.length < 1024 ? 2048 : 16_384,
  }).toString();
}

/** What an entry holds, read from its stored form. */
export function contentOf<T>(stored: Uint8Array): T {
  return JSON.parse(unpackContent(stored)) as T;
}
