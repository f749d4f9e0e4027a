/** One line of a text without its line break; `text` is undefined where the line was longer than allowed. */
export interface Line {
  /** From 1. */
  number: number;
  text: string | undefined;
}

/** Splits decoded text into lines (LF or CRLF), holding one at a time; longer ones than `limit` characters are passed over. */
export async function* lines(chunks: AsyncIterable<string>, limit: number): AsyncGenerator<Line> {
  let number = 1;
  let pieces: string[] = [];
  let length = 0;
  const take = (): Line => {
    const text = length > limit ? undefined : pieces.join('');
    pieces = [];
    length = 0;
    return { number: number++, text: text?.endsWith('\r') ? text.slice(0, -1) : text };
  };
  const add = (piece: string): void => {
    length += piece.length;
    if (length > limit) pieces = [];
    else if (piece) pieces.push(piece);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      add(chunk.slice(start, end));
      yield take();
      start = end + 1;
    }
    add(chunk.slice(start));
  }
  if (length) yield take();
}
