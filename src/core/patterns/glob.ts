/** Patterns with `*` in them: names in the settings, and IAM's, which know `?` as well. */

/** True if the pattern matches the whole text; `*` is any characters, or none. Linear in both, whatever the pattern. */
export const matchesGlob = (pattern: string, text: string): boolean => matches(pattern, text, undefined);

/**
 * The same for patterns of IAM policies, in which `?` is any one character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const matchesPolicyPattern = (pattern: string, text: string): boolean => matches(pattern, text, '?');

function matches(pattern: string, text: string, anyOne: string | undefined): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern++;
      starAt = at;
    } else if (wanted !== undefined && (wanted === anyOne || wanted === text[at])) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}
