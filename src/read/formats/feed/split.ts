/** A feed's XML taken apart, so that one bad entry spoils no other. */
export interface Parts {
  /** The opening tag of the root, with its namespaces and base. */
  root: string;
  /** What is said of the feed as a whole, as XML that parses alone. */
  head: string;
  /** Each entry, as XML that parses alone; undefined where it never ends. */
  entries: (string | undefined)[];
}

/** Takes a feed (RSS 0.9 to 2.0, Atom) apart at its entries, without parsing what is in them. */
export function splitFeed(xml: string): Parts {
  const opening = /<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b[^>]{0,10000}>/i.exec(xml);
  if (!opening) return { root: '', head: '', entries: [] };
  const root = opening[0];
  const name = /^<([\w:.-]+)/.exec(root)?.[1] ?? '';
  const isChannel = /channel$/i.test(name);
  const from = opening.index + root.length;
  const marks = entryTags(xml, from);
  const before = xml.slice(from, marks[0]?.start ?? xml.length);
  const channel = isChannel ? undefined : /<((?:[\w.-]+:)?channel)\b[^>]{0,10000}>/i.exec(before);
  const isRss = channel !== null && channel !== undefined && /rss$/i.test(name);
  const wrap = (entry: string): string => {
    const inner = isRss ? `<${channel[1]}>${entry}</${channel[1]}>` : entry;
    return isChannel ? `<rss version="2.0">${root}${entry}</${name}></rss>` : `${root}${inner}</${name}>`;
  };
  const entries: (string | undefined)[] = [];
  for (const [i, { start, close }] of marks.entries()) {
    if (close) continue;
    const end = marks[i + 1];
    entries.push(end?.close ? wrap(xml.slice(start, end.end)) : undefined);
  }
  return { root, head: headOf(before, root, name, channel?.[1], isChannel), entries };
}

/** The feed's own fields, closed so that they parse: RSS has them in a channel that goes on around the entries. */
function headOf(before: string, root: string, name: string, channel: string | undefined, isChannel: boolean): string {
  const content = before.replace(/<\/(?:rss|feed|(?:\w+:)?rdf)>\s*$/i, '');
  const close = channel && !new RegExp(`</${channel}>`).test(content) ? `</${channel}>` : '';
  const inner = content.replace(/<\/channel>\s*$/i, (tag) => (isChannel ? '' : tag));
  return isChannel ? `<rss version="2.0">${root}${inner}</${name}></rss>` : `${root}${inner}${close}</${name}>`;
}

interface Tag {
  start: number;
  end: number;
  close: boolean;
}

/** The tags that open and close entries, those in comments and CDATA left out. One pass over the text. */
function entryTags(xml: string, from: number): Tag[] {
  const tags: Tag[] = [];
  for (let at = xml.indexOf('<', from); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<![CDATA[', at)) at = past(xml, ']]>', at);
    else if (xml.startsWith('<!--', at)) at = past(xml, '-->', at);
    else {
      const tag = /^<(\/?)(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s/>])/i.exec(xml.slice(at, at + 64));
      if (!tag) at++;
      else {
        const end = past(xml, '>', at);
        const close = tag[1] === '/';
        if (close || xml[end - 2] !== '/') tags.push({ start: at, end, close });
        at = end;
      }
    }
  }
  return tags;
}

const past = (text: string, end: string, from: number): number => {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
};
