import { readFile } from 'node:fs/promises';
import { Cookie, CookieJar } from 'tough-cookie';
import { UserError } from '../../errors.js';
import { reasonOf } from '../failure.js';

/**
 * Reads a cookie file in Netscape's format (domain, subdomains, path, secure, expiry, name, value, parted by tabs).
 *
 * @returns the Cookie field for an address, if any of them is meant for it
 * @throws UserError for a file that cannot be read or is no cookie file
 */
export async function loadCookies(file: string): Promise<(url: URL) => Promise<string | undefined>> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new UserError(`--cookies ${file}: ${reasonOf(error)}`);
  });
  const jar = new CookieJar(undefined, { looseMode: true });
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const content = line.replace(/^#HttpOnly_/, '');
    if (content.trim() === '' || content.startsWith('#')) continue;
    const [domain, subdomains, path, secure, expiry, key, value] = content.split('\t');
    if (domain === undefined || key === undefined)
      throw new UserError(`--cookies ${file}, line ${i + 1}: seven fields parted by tabs are expected`);
    const host = domain.replace(/^\./, '');
    const seconds = Number(expiry);
    const cookie = new Cookie({
      key,
      value: value ?? '',
      path: path || '/',
      secure: secure === 'TRUE',
      ...(subdomains === 'TRUE' && { domain: host }),
      expires: seconds > 0 ? new Date(seconds * 1000) : 'Infinity',
    });
    const scheme = secure === 'TRUE' ? 'https' : 'http';
    await jar.setCookie(cookie, `${scheme}://${host}${path || '/'}`, { ignoreError: true });
  }
  return async (url) => (await jar.getCookieString(url.href)) || undefined;
}
