/** Query parameters that say where a reader came from, never which document it is. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_ga|_gl|ref_src|ref_url|cmpid|ocid|icid|ncid|smid|sref|spm|xtor|at_(?:medium|campaign|custom\d|link_\w+)|ns_(?:campaign|mchannel|source|linkname|fee)|wt_?mc|_openstat|guccounter|guce_\w+|mkt_tok|s_cid|src_cid|partner_?id|share(?:d|_?id)?|amp_js_v|usqp)$/i;

/** `address` resolved against `base`, if it is an http(s) address; otherwise undefined. */
export function resolve(address: string, base?: string): URL | undefined {
  const trimmed = address.trim();
  if (trimmed === '' || trimmed.length > 4096) return undefined;
  const url = URL.canParse(trimmed, base) ? new URL(trimmed, base) : undefined;
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : undefined;
}

/** Host name without a leading "www.", "m." or "amp.": what two addresses of one site have in common. */
export function siteOf(url: URL): string {
  return url.hostname.replace(/^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/, '');
}

/** The address without fragment, tracking parameters, default port and credentials, the parameters in their order. */
export function canonical(url: URL): string {
  const copy = new URL(url);
  copy.hash = '';
  copy.username = '';
  copy.password = '';
  for (const name of [...copy.searchParams.keys()]) if (TRACKING.test(name)) copy.searchParams.delete(name);
  if (copy.search === '?') copy.search = '';
  return copy.href;
}

/**
 * The one address of a document among what the page names as its own (most trusted first) and where it was fetched.
 *
 * A page's word counts only where it is sensible: on the fetched address's site (where that is known), and not the
 * site's front page unless that is what was fetched, since careless templates name the front page on every article.
 */
export function canonicalAddress(named: readonly (string | undefined)[], fetched?: string): string | undefined {
  const from = fetched === undefined ? undefined : resolve(fetched);
  for (const name of named) {
    const url = name === undefined ? undefined : resolve(name, from?.href);
    if (!url) continue;
    if (from && siteOf(url) !== siteOf(from)) continue;
    if (isFront(url) && !(from && isFront(from))) continue;
    return canonical(url);
  }
  return from ? canonical(from) : undefined;
}

const isFront = (url: URL): boolean => url.pathname.length <= 1 && url.search === '';
