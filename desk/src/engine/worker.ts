import { type ActWeights, CODER, code, type Judge, openJudge, parseSpans } from '../../../src/code/index.ts';
import type { Codebook } from '../../../src/codebook/index.ts';
import { createParser, type Parser } from '../../../src/parse/index.ts';
import { fromText } from '../../../src/read/browser.ts';
import { fetchBytes } from './fetch-bytes.ts';
import type { Answer, Given, Question, Read } from './messages.ts';

/** Reads texts beside the page, as the server reads them: the same code, weights and codebook. Nothing leaves it. */

let equipment: { parser: Parser; judge: Judge; codebook: Codebook } | undefined;

const tell = (answer: Answer) => postMessage(answer);

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  try {
    if ('text' in data) tell(reading(data));
    else await equip(data.token);
  } catch (error) {
    tell({ kind: 'failed', reason: (error as Error).message });
  }
});

async function equip(token: string | undefined): Promise<void> {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const of = (name: string) => new URL(`/engine/${name}`, location.origin);
  const [model, kernels, acts, codebook] = await Promise.all([
    fetchBytes(of('english.onrm'), headers, (loaded, total) => tell({ kind: 'loading', loaded, total })),
    fetchBytes(of('kernels.wasm'), headers),
    fetchBytes(of('acts.json'), headers),
    fetchBytes(of('codebook.json'), headers),
  ]);
  const parser = createParser(model, kernels, ['speech']);
  equipment = {
    parser,
    judge: openJudge(fromJson<ActWeights>(acts), parser.vectors),
    codebook: fromJson<Codebook>(codebook),
  };
  tell({ kind: 'ready', coder: CODER, codebook: equipment.codebook.version });
}

const fromJson = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;

function reading({ text, outlet, ...rest }: Given): Answer {
  if (!equipment) return { kind: 'failed', reason: 'a text came before what is to read it' };
  const { parser, judge, codebook } = equipment;
  let document: Read['document'];
  try {
    document = fromText(text, { ...rest, ...(outlet !== undefined && { outlet: { name: outlet } }) });
  } catch (error) {
    return { kind: 'refused', reason: (error as Error).message };
  }
  const began = performance.now();
  const sentences = parser.parse(document.text, parseSpans(document));
  const coded = code(document, sentences, codebook, { explain: true, judge });
  const milliseconds = performance.now() - began;
  return { kind: 'read', read: { document, coded, tokens: sentences.length, milliseconds } };
}
