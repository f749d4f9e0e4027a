/**
 * Splits a top-level JSON array into the texts of its elements, holding one at a time. An element longer than `limit`
 * characters is given as undefined; what is no JSON is left for the parser of the elements to say.
 */
export async function* arrayElements(chunks: AsyncIterable<string>, limit: number): AsyncGenerator<string | undefined> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let pieces: string[] = [];
  let length = 0;
  const add = (piece: string): void => {
    length += piece.length;
    if (length > limit) pieces = [];
    else pieces.push(piece);
  };
  const take = (): string | undefined => {
    const text = length > limit ? undefined : pieces.join('');
    pieces = [];
    length = 0;
    return text;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const code = chunk.charCodeAt(i);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === 0x5c) escaped = true;
        else if (code === 0x22) inString = false;
      } else if (code === 0x22) inString = true;
      else if (code === 0x5b || code === 0x7b) {
        depth++;
        if (depth === 1) start = i + 1;
      } else if (code === 0x5d || code === 0x7d) {
        depth--;
        if (depth === 0) {
          add(chunk.slice(start, i));
          const last = take();
          if (last === undefined || last.trim() !== '') yield last;
          return;
        }
      } else if (code === 0x2c && depth === 1) {
        add(chunk.slice(start, i));
        yield take();
        start = i + 1;
      }
    }
    add(chunk.slice(start));
  }
  if (length > limit || pieces.join('').trim() !== '') yield take();
}
