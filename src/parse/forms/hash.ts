/** FNV-1a (Fowler, Noll, Vo) over UTF-16 code units, started at `salt`: unsigned 32 bits. The same as in training. */
export function fnv(text: string, salt: number): number {
  let h = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
