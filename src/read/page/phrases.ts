/**
 * What sites put between a report's paragraphs, in the languages of the world's press. A report's own sentence must never
 * match: patterns hold a label, an imperative to the reader or a form that no report has.
 */

/** Whole paragraphs that are a site's furniture, in lower case and without punctuation. */
export const FURNITURE = new Set(
  [
    'advertisement|advert|ad|sponsored|sponsored content|share|share this|share this article|share this story|tweet|email|print|save|comment|comments',
    'reply|close|caption|image|photo|video|gallery|loading|home|news|menu|search|sign in|log in|login|register|subscribe|subscribe now|highlights',
    'learn more|read more|see more|show more|view more|more|continue reading|continue reading below|story continues|story continues below',
    'story continues below advertisement|article continues below advertisement|scroll to continue|skip to content|skip to main content|back to top',
    'text size|listen|listen to article|watch|play|pause|next|previous|top stories|latest|latest news|popular|most popular|most read|trending|trending now',
    'recent articles|recent posts|popular this week|related|related news|related articles|related stories|related content|related topics|related links',
    'recommended|recommended stories|you may also like|you might also like|dont miss|view author archive|email the author|enlarge image|tags|topics',
    'anzeige|werbung|teilen|kommentare|kommentar|drucken|mehr|mehr lesen|mehr zum thema|das könnte sie auch interessieren|weiterlesen|merken',
    'publicité|partager|imprimer|commentaires|lire la suite|à lire aussi|lire aussi|sur le même sujet',
    'publicidad|compartir|imprimir|comentarios|leer más|lea también|te puede interesar|más información|noticias relacionadas',
    'publicidade|compartilhar|partilhar|comentários|leia mais|leia também|continua após a publicidade|veja também|iklan|baca juga',
    'pubblicità|condividi|stampa|commenti|leggi anche|leggi tutto|continua a leggere',
    'реклама|поделиться|комментарии|читать далее|читайте также|подробнее|похожие материалы|материалы по теме|по теме',
    'поширити|читайте також|коментарі|більше новин|reklam|paylaş|yorumlar|devamını oku|ilgili haberler|ayrıca okuyun',
    'reklama|udostępnij|komentarze|czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|advertentie|delen|lees ook|lees meer',
    'annons|dela|läs mer|läs också|διαφήμιση|διαβάστε επίσης|διαβάστε περισσότερα|sdílet|čtěte také',
    'إعلان|شارك|اقرأ أيضا|اقرأ المزيد|مواضيع ذات صلة|广告|分享|评论|相关新闻|相关阅读|推荐阅读|広告|関連記事|シェア|あわせて読みたい|광고|공유|관련기사|댓글',
  ]
    .join('|')
    .split('|'),
);

/** Places to share a page to: a short paragraph mostly of these is a row of buttons. */
export const SHARES = new Set(
  'facebook twitter x whatsapp telegram linkedin pinterest pint reddit tumblr email mail e print viber vk vkontakte odnoklassniki ok line weibo wechat messenger flipboard pocket instagram youtube threads bluesky copy link share tweet pin'.split(
    ' ',
  ),
);

const LABELS = [
  String.raw`(?:also |must |further )?(?:read|see|watch)(?: more| also| next| here)?(?: on [^:]{2,40})?\s?:`,
  String.raw`(?:also|related|more|listen|download|video|gallery|photos?|more news|in pictures|explainer|tags?|topics?|categor(?:y|ies)|filed under|source link)(?: \p{L}{2,12}){0,2}\s?:`,
  String.raw`(?:mehr|lesen sie auch|lire aussi|à lire(?: aussi)?|lea también|lee también|ver también|leia (?:também|mais)|veja também|leggi anche|читайте также|читайте також|по теме|ранее по теме|czytaj (?:też|także|więcej)|zobacz (?:też|także)|lees ook|läs (?:också|mer)|les også|læs også|lue myös|διαβάστε (?:επίσης|ακόμα)|čtěte také|baca juga|xem thêm)\s?:`,
];
const IMPERATIVES = [
  String.raw`(?:read|see|view|find out|learn) (?:more|also|next)\b`,
  String.raw`(?:click|tap) (?:here|on the)\b`,
  String.raw`(?:read|watch|listen to|download|get|see) (?:it here|the full (?:story|article|video|text|interview|report here)|our app|the (?:app|latest|video)\b|breaking news\b|access to\b)`,
  String.raw`more (?:on this (?:story|topic)|from (?:this author|[\p{L} ]{2,20}$))`,
  String.raw`do(?:n['’]t| not) miss\b`,
  'you (?:may|might) also (?:like|be interested)',
  String.raw`related (?:stories|articles|news|content|coverage|links|topics)\b`,
  String.raw`sign up (?:for|to|here|now|today)\b`,
  String.raw`subscribe (?:to (?:our|the|this|us)|for|now|here|today)\b`,
  String.raw`follow (?:us|me|our|@|[\p{L}.'’ -]{2,40} on (?:twitter|facebook|instagram|x|telegram|linkedin)\b)`,
  'like us on',
  'join (?:us on|our (?:channel|telegram|whatsapp|newsletter|community)|the conversation)',
  String.raw`(?:support|donate to) (?:us|our (?:work|journalism))\b`,
  'if you (?:enjoyed|liked) (?:this|our)',
  String.raw`(?:this (?:web)?site|we) uses? cookies\b`,
  'by (?:clicking|viewing our|using (?:this|our) (?:web)?site|continuing to (?:use|browse))',
  String.raw`write to [\p{L} .'’]{2,40} at \S+@`,
  String.raw`e-?mail [\p{L}.'’ ]{2,40} at\b`,
  String.raw`contact (?:us\b|the (?:author|reporter|writer)\b)`,
  String.raw`reach [\p{L} .'’]{2,60} (?:at \S+@|on twitter\b)`,
  'tell us what you think',
  'have your say',
  'what do you think\\?',
  String.raw`leave a (?:comment|reply)\b`,
  String.raw`lesen sie (?:auch|mehr|hier)\b`,
  String.raw`lire (?:aussi|également|la suite)\b`,
  'à lire aussi',
  String.raw`(?:lea|leer|ver|vea|lee) también\b`,
  String.raw`(?:leia|veja|saiba) (?:também|mais)\b`,
  String.raw`leggi (?:anche|tutto)\b`,
  'читайте (?:также|також|нас|ещё|еще)',
  'смотрите также',
  'подписывай(?:тесь|ся) на',
  'подпишитесь на',
  'підписуйтесь на',
  'ayrıca (?:okuyun|bakınız)',
  'czytaj (?:też|także|więcej|również)',
  'zobacz (?:też|także|również)',
  String.raw`lees (?:ook|meer)\b`,
  String.raw`läs (?:också|även|mer)\b`,
  'διαβάστε (?:επίσης|ακόμα)',
  'přečtěte si',
  'citește și',
  'baca juga',
  'اقرأ (?:أيض|المزيد)',
  '相关(?:阅读|新闻)|延伸阅读|関連記事|あわせて読みたい|관련 ?기사',
];
const COUNTERS = [
  String.raw`(?:image |photo |slide )?\d+ (?:of|/|of /) \d+$`,
  String.raw`\d+ min(?:ute)?s? read$`,
  String.raw`(?:tempo de leitura|reading time|lesezeit|temps de lecture|время чтения)\b.{0,20}$`,
];

/** How short paragraphs begin that point elsewhere or speak to the reader. */
export const POINTERS = new RegExp(
  String.raw`^[\[(|•·*>»→▶►\s-]{0,4}(?:${[...LABELS, ...IMPERATIVES, ...COUNTERS].join('|')})`,
  'iu',
);

const PICTURE = '(?:photo|image|picture|foto|bild|фото|photograph|illustration)';
/** Paragraphs that only say what a picture shows and who made it. */
export const CREDITS: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:file ${PICTURE}\b|${PICTURE}s?\s?(?:[:—–|/]|(?:by|credits?|courtesy|source)\b[^.!?]{0,80}$))`,
    'iu',
  ),
  new RegExp(String.raw`\((?:(?:ap|afp) ${PICTURE}|${PICTURE}|credit|reuters|getty|courtesy)\b[^()]{0,80}\)\.?$`, 'iu'),
  /(?:getty images|shutterstock|istock(?:photo)?|ap photo\/[^/]{2,60}|reuters\/[\p{L} .'-]{2,40}|\/ ?(?:ap|afp|epa)(?: file| photo)?)\)?\.?$/iu,
];

/** How a paragraph begins that only says who worked on the report or owns it. */
export const SIGNATURE =
  /^[[(*—–-]{0,2}\s?(?:(?:Additional |With )?[Rr]eporting by \p{Lu}|(?:Writing|Compiled|Edited|Editing|Translated|Translation) by \p{Lu}|(?:The )?\p{Lu}[\p{L} ,.'’-]{2,80} contributed (?:reporting|to this (?:report|story|article))|(?:\([cC]\)|Copyright)\s?[©@]?\s?\d{4}|Via \p{Lu}\S+$)/u;

/** Words of a short paragraph that says who owns the report. */
export const OWNERSHIP =
  /©|\b(?:all rights reserved|riproduzione riservata|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados)\b|все права защищены|禁止转载|版权所有|無断転載|무단 ?전재/iu;

/** What a short paragraph says, at any place in it, that asks readers to take a newsletter. */
export const NEWSLETTER =
  /\b(?:sign up|subscribe|delivered|straight)\b.{0,60}\b(?:newsletter|inbox|e-?mail alerts|briefing)\b|\bnewsletter\b.{0,60}\b(?:sign up|subscribe|inbox)\b|newsletter (?:abonnieren|bestellen)|(?:abonnez|inscrivez)-vous à (?:notre|la) newsletter|(?:suscríbete|inscreva-se|iscriviti|assine).{0,40}\bnewsletter\b/iu;
