/** The fields of a Document that a record can give; `html` is a text with markup. */
export const FIELDS = [
  'text',
  'html',
  'title',
  'url',
  'id',
  'published',
  'modified',
  'byline',
  'outlet',
  'domain',
  'language',
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * Names under which archives, crawlers, search engines and spreadsheets commonly hold these fields, the surest first;
 * compared without case, spaces, dots, `_` and `-`.
 */
export const COMMON_NAMES: Readonly<Record<Field, readonly string[]>> = {
  text: [
    'text',
    'fulltext',
    'body',
    'articlebody',
    'bodytext',
    'maintext',
    'content',
    'contenttext',
    'plaintext',
    'cleanedtext',
    'rawtext',
    'articletext',
    'article',
    'story',
    'transcript',
    'message',
  ],
  html: ['html', 'contenthtml', 'bodyhtml', 'articlehtml', 'rawhtml'],
  title: ['title', 'headline', 'head', 'subject'],
  url: ['url', 'canonicalurl', 'weburl', 'articleurl', 'sourceurl', 'link', 'permalink', 'href', 'uri', 'address'],
  id: ['id', 'docid', 'documentid', 'articleid', 'uuid', 'guid'],
  published: [
    'published',
    'publishedat',
    'publishedon',
    'datepublished',
    'publisheddate',
    'publicationdate',
    'publishdate',
    'pubdate',
    'webpublicationdate',
    'firstpublished',
    'date',
    'datetime',
    'timestamp',
    'created',
    'createdat',
  ],
  modified: ['modified', 'modifiedat', 'datemodified', 'lastmodified', 'updated', 'updatedat', 'dateupdated'],
  byline: ['byline', 'author', 'authors', 'creator', 'writer', 'writers', 'reporter'],
  outlet: ['outlet', 'publisher', 'sitename', 'publication', 'newspaper', 'source', 'sourcename', 'site', 'provider'],
  domain: ['domain', 'host', 'hostname', 'sourcedomain'],
  language: ['language', 'lang', 'inlanguage', 'locale'],
};

/** A name as `COMMON_NAMES` writes it. */
export const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_.-]+/g, '');

const ALL = new Set(Object.values(COMMON_NAMES).flat());

/** Whether a column or key is one that the automatic mapping knows. */
export const isCommonName = (name: string): boolean => ALL.has(plainName(name));
