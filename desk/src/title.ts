/** The page's title: where the browser shows it, and where the keyboard and a screen reader go on after a link. */

const NAME = 'Onrecord';

/** What had the focus, and the title that goes, when a page was left; set while the next one's title is awaited. */
let left: { active: Element | null; title: Element | null } | undefined;

/** The focus is to go to the title: of this page at once, or of another once it is there. */
export function awaitTitle(isOther: boolean): void {
  left = { active: document.activeElement, title: isOther ? titleOf() : null };
  if (!isOther) follow();
}

const titleOf = () => document.querySelector<HTMLElement>('main h1');

/** Follows the title of what is shown in `main`, from now on. */
export function followTitle(main: Element): void {
  new MutationObserver(follow).observe(main, { childList: true, subtree: true, characterData: true });
  follow();
}

function follow(): void {
  const title = titleOf();
  const text = title?.textContent?.trim();
  document.title = text ? `${text} · ${NAME}` : NAME;
  if (!title || !left || title === left.title) return;
  const active = document.activeElement;
  // Whoever has gone elsewhere meanwhile stays there.
  if (active === left.active || active === document.body) title.focus({ preventScroll: true });
  left = undefined;
}
