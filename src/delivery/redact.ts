/** Blanks secrets in errors and in vendors' answers, which may repeat them. */

const BLANK = '[secret]';
/** Shorter parts would blank ordinary words. */
const SHORTEST = 6;
/** Words of vendors' paths, which are no secrets; blanking them would maim the advice on the URL. */
const PATH_WORDS = new Set(['services', 'workflows', 'triggers', 'manual', 'invoke', 'webhooks']);

/** Returns a function that blanks the secrets, their paths and queries, and the encoded forms of each. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.flatMap(formsOf).filter((form) => form.length >= SHORTEST && !PATH_WORDS.has(form)));
  // The longest first, so that a part is not blanked out of the middle of the whole. Percent-encodings and host names
  // are the same in capitals and not.
  const sorted = [...forms].sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return (text) => text;
  const any = new RegExp(sorted.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gi');
  return (text) => text.replace(any, BLANK);
}

function formsOf(secret: string): string[] {
  const parts = [secret];
  if (URL.canParse(secret)) {
    const { href, pathname, search } = new URL(secret);
    parts.push(
      href,
      `${pathname}${search}`,
      pathname,
      search,
      ...pathname.split('/'),
      ...search.slice(1).split(/[&=]/),
    );
  }
  return parts.flatMap((part) => [
    part,
    encodeURIComponent(part),
    encodeURI(part),
    part.replaceAll('/', '\\/'),
    part.replaceAll('/', '&#x2F;'),
    part.replaceAll('&', '&amp;'),
    Buffer.from(part).toString('base64'),
  ]);
}
