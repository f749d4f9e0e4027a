import { describe, expect, it } from 'vitest';
import { goldenDocuments, testCodebook } from '../../test/golden/world.js';
import { code } from './index.js';

const codebook = await testCodebook();
/** A document of each is named by what is to be read of it: factuality, novelty and the trigger. */
const documents = [...(await goldenDocuments('scopes.conllu'))].map(([id, sentences]) => {
  const [factuality, novelty, trigger] = id.split('|');
  return { text: sentences.text, sentences, factuality, novelty, trigger: trigger! };
});

describe('how sure an event is, and whether it is news', () => {
  it.each(documents)('$factuality, $novelty: $text', ({ text, sentences, factuality, novelty, trigger }) => {
    const { claims } = code({ id: 'scope', text }, sentences, codebook);
    const claim = claims.find((c) => text.slice(c.trigger.start, c.trigger.end).includes(trigger));
    expect(claim).toMatchObject({ factuality, novelty });
  });
});
