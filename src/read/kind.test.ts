import { describe, expect, test } from 'vitest';
import { recognize } from './kind.js';

const kindOf = (content: string | Uint8Array, name = '', mediaType?: string): Promise<string> =>
  recognize(typeof content === 'string' ? Buffer.from(content) : content, name, mediaType);

const MAIL = 'Message-ID: <1@veld.example>\nFrom: Ann <ann@veld.example>\nSubject: Harbour\n\nText';

describe('the kind of a stream', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['html', '<!-- saved -->\n<!DOCTYPE html><html>', ''],
    ['html', '<p>Text', 'page.txt'],
    ['html', '\ufeff  <html lang=en>', ''],
    ['html', 'Notice: undefined variable\n<html><body><p>Text</p>', 'page.php'],
    ['html', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>', ''],
    ['feed', '<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0">', 'feed.html'],
    ['feed', '<feed xmlns="http://www.w3.org/2005/Atom">', ''],
    ['feed', '<rdf:RDF xmlns:rdf="x">', ''],
    ['feed', '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "d">]><rss>', ''],
    ['feed', '{"version": "https://jsonfeed.org/version/1.1", "title": "Veld", "items": []}', ''],
    ['json', '{\n  "text": "a"\n}', ''],
    ['json', '[\n  {"text": "a"},\n  {"text": "b"}\n]', 'x.txt'],
    ['jsonl', '{"text": "a"}\n{"text": "b"}\n', 'x.json'],
    ['jsonl', '{"text": "a\n{"text": "b"}\n{"text": "c"}\n', ''],
    ['jsonl', `{"text": "${'a'.repeat(70_000)}"`, ''],
    ['text', '[Updated] The council met.', ''],
    ['text', '{The council} met.', ''],
    ['text', 'From: our correspondent\nDate: 4 May 2031\n\nThe council met.', ''],
    ['email', MAIL, ''],
    ['email', 'From: Ann\nDate: today\n\nText', 'a.eml'],
    ['mbox', `From ann@veld.example Mon May  5 10:00:00 2031\n${MAIL}`, ''],
    ['csv', 'title,body\na,b\n', 'rows.csv'],
    ['csv', 'url\ttitle\ttext\nhttps://veld.example/1\ta\tb\n', ''],
    ['text', 'Monday, Tuesday\nThe council met.', ''],
    ['warc', 'WARC/1.1\r\nWARC-Type: warcinfo\r\n', 'x.html'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'x.html'],
    ['zip', Buffer.from('PK\u0003\u0004rest'), ''],
  ])('%s: %j named %j', async (kind, content, name) => {
    expect(await kindOf(content, name)).toBe(kind);
  });

  test.each<[RegExp, Uint8Array]>([
    [/PDF \(application\/pdf\)/, Buffer.from('%PDF-1.7\n1 0 obj')],
    [/PNG \(image\/png\)/, Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')],
    [/ELF/, Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), new Uint8Array(100)])],
    [/binary data/, new Uint8Array(500).map((_, i) => (i * 37) % 31)],
    [/is empty/, new Uint8Array(0)],
    [/is blank/, Buffer.from(' \n\t\n')],
    [/XML of a kind that is not read \(its root is <urlset>\)/, Buffer.from('<?xml version="1.0"?><urlset></urlset>')],
  ])('%s under the name of a page is refused with the reason', async (reason, content) => {
    await expect(kindOf(content, 'page.html', 'text/html')).rejects.toThrow(reason);
  });

  test('a text with a stray NUL is still a text', async () => {
    expect(await kindOf(`The council${'\0'} met on Monday. ${'It will meet again. '.repeat(30)}`)).toBe('text');
  });
});
