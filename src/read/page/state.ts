import type { DocumentState } from '../../types.js';

/** A notice is no longer than this, whatever it says. UTF-16 units of the body. */
const LONGEST_NOTICE = 1500;
/** What a paywall leaves to be read is no longer than this. */
const LONGEST_TEASER = 2200;
/** A closed page with less than this is a teaser even where it does not say so. */
const SHORT_BODY = 1200;

/** What pages say that stand in a report's place, in the languages of the world's press. */
const NOTICE = new RegExp(
  [
    String.raw`(?:please )?(?:enable|turn on|activate) (?:javascript|cookies|js)\b`,
    'javascript (?:is|has been) (?:disabled|required|not enabled)|requires javascript|you need to enable javascript',
    "are you a robot|(?:verify|confirm|prove|make sure) (?:that )?you(?:['’]re| are) (?:a )?(?:human|not a (?:ro)?bot)|complete the (?:security check|captcha)|captcha",
    'checking (?:if the site connection is secure|your browser)|verifying you are human|unusual (?:traffic|activity) from your',
    'access (?:to this (?:page|resource) )?(?:is |has been )?(?:denied|forbidden|restricted)|you have been blocked|403 forbidden|request blocked',
    "(?:page|article|story|content|site) (?:you (?:requested|are looking for) )?(?:was |is |could |can )?(?:not|no longer)(?: be)? (?:found|exist|available)|page (?:doesn['’]t|does not) exist|404 (?:error|not found)|error 404",
    'not available in your (?:country|region|area)|unavailable (?:in|to) (?:your (?:country|region)|(?:visitors|readers) (?:from|in)|most european)|legal reasons',
    String.raw`(?:we|this (?:web)?site)(?: and our (?:\d+ )?partners)? (?:use|store)s? (?:and/or access information|cookies)|before you continue|your privacy (?:choices|settings)|cookie (?:consent|settings|preferences)`,
    'seite (?:wurde )?nicht gefunden|javascript (?:ist deaktiviert|aktivieren)|zugriff verweigert|sind sie ein (?:roboter|mensch)',
    'page (?:est )?introuvable|page non trouvée|activer javascript|accès refusé|vous êtes un robot',
    'página no encontrada|no se (?:ha )?encontr(?:ó|ado) la página|habilit[ae] javascript|acceso denegado|página não encontrada|habilite o javascript|acesso negado',
    'pagina non trovata|abilita(?:re)? javascript|accesso negato|pagina niet gevonden|schakel javascript in|sidan (?:kunde inte hittas|hittades inte)',
    'страница не найдена|включите javascript|доступ (?:запрещ[её]н|ограничен)|подтвердите,? что вы не робот|сторінк[уи] не знайдено|увімкніть javascript',
    'sayfa bulunamadı|javascript.{0,12}etkinleştirin|erişim (?:engellendi|reddedildi)|nie znaleziono strony|strona nie istnieje|włącz(?:yć)? javascript|stránka nebyla nalezena|η σελίδα δεν βρέθηκε',
    'الصفحة غير موجودة|تفعيل (?:جافا|javascript)|页面(?:不存在|未找到|没有找到)|请启用 ?javascript|访问被拒绝|ページが見つかりません|javascript ?を有効|페이지를 찾을 수 없|자바스크립트를 (?:활성화|사용)',
  ].join('|'),
  'iu',
);
/** Titles that no report has. */
const NOTICE_TITLE =
  /^(?:(?:error )?(?:40[0-9]|50[0-4])\b|(?:page |article )?not found|access denied|forbidden|attention required!?|just a moment|are you a robot|one more step|security check|robot or human|please wait|before you continue|sign in|log ?in|cookies?(?: consent)?$|captcha)/iu;

/** What a page says where the rest is for those who pay. */
const PAYWALL = new RegExp(
  [
    String.raw`(?:to|and) (?:continue|keep) reading(?: this (?:article|story))?(?:,| (?:subscribe|sign|log|register|with)\b)|(?:subscribe|sign ?up|sign in|log ?in|register|join)(?: (?:now|today|for free))? to (?:(?:continue|keep) reading|read (?:the|this|more|on)|unlock)\b`,
    String.raw`(?:this|the full|the rest of (?:this|the)) (?:article|story|content|post|report)? ?is (?:only )?(?:available |reserved |exclusive(?:ly)? )?(?:for|to) (?:our )?(?:paying |paid |premium )?(?:subscribers|members)\b`,
    String.raw`(?:subscriber|member)s?[- ](?:only|exclusive)\b|for subscribers only|already (?:a|have a)n? (?:subscri(?:ber|ption)|member(?:ship)?)\b|unlock (?:this|the full) (?:article|story)|read the full (?:article|story) (?:with|by)|you['’]?ve? (?:have )?reached your (?:free )?(?:article )?limit`,
    String.raw`nur für abonnent|dieser (?:artikel|inhalt) ist (?:kostenpflichtig|abonnenten)|jetzt (?:abonnieren und )?weiterlesen|mit .{0,20} ?(?:plus|\+) weiterlesen`,
    'réservée?s? (?:à nos|aux) abonnés|abonnez-vous pour (?:lire|continuer)|il vous reste .{0,12} de cet article|la suite est réservée',
    '(?:exclusivo|solo|sólo) para (?:suscriptores|socios)|suscríbe(?:te|se) para (?:seguir|continuar|leer)|exclusivo para assinantes|assine para (?:continuar|ler)',
    'riservat[oa] agli abbonati|abbonati per (?:leggere|continuare)|alleen voor abonnees|dit artikel is (?:exclusief|alleen)|endast för prenumeranter|läs vidare med',
    'только для подписчиков|доступ(?:ен|на) только (?:по подписке|подписчикам)|оформите подписку,? чтобы|тільки для передплатників|abonelere özel|tylko dla (?:prenumeratorów|subskrybentów)|czytaj dalej z',
    '会员专享|订阅后(?:阅读|继续)|有料会員(?:限定|の方)|会員限定|この記事は有料|유료 ?(?:회원|구독)',
  ].join('|'),
  'iu',
);

/** What tells whether a page gives its whole report. */
export interface Signs {
  title: string | undefined;
  /** The body as extracted, title not included. */
  body: string;
  /** All that the page shows. */
  shown: string;
  /** False where the publisher says that it is behind a paywall. */
  free: boolean | undefined;
}

/** Whether a page holds its whole report, its first lines before a paywall, or a notice in its place. */
export function stateOf({ title, body, shown, free }: Signs): DocumentState {
  if (body.length <= LONGEST_NOTICE) {
    if (title !== undefined && NOTICE_TITLE.test(title)) return 'blocked';
    const sentences = body.match(/[.!?。！？؟]\s/g)?.length ?? 0;
    if (NOTICE.test(body) && sentences < 12) return 'blocked';
  }
  if (body.length <= LONGEST_TEASER && PAYWALL.test(shown)) return 'teaser';
  if (free === false && body.length <= SHORT_BODY) return 'teaser';
  return 'full';
}
