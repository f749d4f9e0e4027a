"""The teacher: the same net, wider, on top of a small pretrained transformer that is tuned with it; its answers teach the net that ships."""
import jax
import jax.numpy as jnp
import numpy as np

from . import bert, data, net
from .fit import fit
from .student import (
    RATES,
    Tally,
    Targets,
    answers,
    gold_targets,
    lay_out_targets,
    losses,
    widened,
)

SHAPE = net.Shape(dim=256, layers=('conv1', 'scan'), word=96, form=128, arc=160, label=128, tag=128, context=384)
SPEEDS = {'bert': 0.08}     # of the common learning rate, for the pretrained layers
DROP = 0.1
ROWS, LENGTH = 16, 128     # of a batch, in word pieces


class Teacher:
    """A teacher over encoded sentences: ``train`` it, then ``annotate``."""

    def __init__(self, folder, sizes, lexicon, seed):
        self.fixed, tuned = bert.load(folder)
        self.pieces = bert.Pieces(folder)
        self.lexicon = lexicon
        self.p = {**net.init(SHAPE, sizes, seed), 'bert': tuned}
        self.answer = jax.jit(self._answer)

    def _encode(self, p, batch, noise, rates, drop):
        fixed, (ids, places, pieces, first), lexical, at, segment = batch
        context = bert.forward(fixed, p['bert'], ids, places, pieces, noise, drop)
        context = jnp.take_along_axis(context, first[..., None], 1)
        return net.encodings(p, SHAPE, lexical, at, segment, noise, rates, context)

    def _answer(self, p, batch, heads):
        """The best answers, then the heads that labels are asked for (``heads``, or the best where that is NONE), and distributions."""
        x = self._encode(p, batch, net.Noise(None), net.NO_RATES, 0)
        best, arcs = answers(p, x, batch[-1])
        upos, _, entity = net.tag_scores(p, x)
        heads = jnp.where(heads == data.NONE, best[3], heads)
        return best, heads, tuple(jax.nn.softmax(s) for s in (arcs, net.label_scores(p, x, heads), upos, entity))

    def _batches(self, sentences, pieces, rng=None):
        """Yields ``(Batch, inputs)``; rows are filled by the number of pieces, which that of words never exceeds."""
        for packed in data.pack([len(ids) for ids, _ in pieces], ROWS, LENGTH, rng):
            b = data.lay_out(sentences, packed, LENGTH)
            ids, places, segment, first = np.zeros((4, ROWS, LENGTH), np.int32)
            for row, numbers in enumerate(packed):
                start = 0
                for k, i in enumerate(numbers, 1):
                    end = start + len(pieces[i][0])
                    ids[row, start:end], places[row, start:end], segment[row, start:end] = pieces[i][0], np.arange(end - start), k
                    word = next(s for r, s, j in b.members if j == i)
                    first[row, word:word + len(pieces[i][1])] = pieces[i][1] + start
                    start = end
            yield b, (self.fixed, (ids, places, segment, first), self.lexicon.look_up(b.types), b.at, b.segment)

    def train(self, sentences, labels, held, steps, rate=2e-3, seed=1, every=100):
        """Trains on gold answers; ``held``: {name: sentences} to report on."""
        cut = lambda sentences: [self.pieces.sentence(s.forms) for s in sentences]
        pieces, held = cut(sentences), {name: (s, cut(s)) for name, s in held.items()}
        targets = [gold_targets(s, labels) for s in sentences]

        def epoch(rng):
            for b, inputs in self._batches(sentences, pieces, rng):
                yield inputs, lay_out_targets(targets, b)

        def loss(p, batch, seed):
            inputs, t = batch
            return losses(p, self._encode(p, inputs, net.Noise(seed), RATES, DROP), inputs[-1], widened(t))

        def report(p):
            return '  '.join(f'{name}: {Tally((b.gold, np.stack(self.answer(p, inputs, b.gold[3])[0])) for b, inputs in self._batches(*s))}' for name, s in held.items())

        self.p = fit(self.p, loss, epoch, steps, rate, seed=seed, speeds=SPEEDS, average=0.99, report=report, every=every)

    def annotate(self, sentences):
        """Targets of each sentence, by the teacher alone (but labels for the gold heads, where there are any); None where it is too long."""
        out = [None] * len(sentences)
        for b, inputs in self._batches(sentences, [self.pieces.sentence(s.forms) for s in sentences]):
            (_, feats, *_), heads, (*soft,) = jax.tree.map(np.asarray, self.answer(self.p, inputs, b.gold[3]))
            arcs, labels, upos, entity = (s.astype(np.float16) for s in soft)
            for row, start, i in b.members:
                end = start + len(sentences[i].types)
                cut = lambda a: np.concatenate([np.zeros_like(a[row, :1]), a[row, start + 1:end]])   # nothing is taught at the root
                out[i] = Targets(cut(heads - start), cut(arcs)[:, start:end].copy(), cut(labels), cut(upos), cut(feats), cut(entity))
        return out
