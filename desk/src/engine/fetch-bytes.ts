/**
 * Fetches a file, telling how much of it has come.
 *
 * @throws Error where it does not come, or not whole
 */
export async function fetchBytes(
  address: URL,
  headers: Record<string, string>,
  told?: (loaded: number, total: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(address, { headers });
  if (!response.ok) throw new Error(`${address.pathname}: the server answered ${response.status}`);
  const total = Number(response.headers.get('Content-Length'));
  if (!told || !response.body) return new Uint8Array(await response.arrayBuffer());
  const parts: Uint8Array[] = [];
  let loaded = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    loaded += value.length;
    told(loaded, Math.max(total, loaded));
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
