/** What secrets look like, so that none is kept in clear and none is shown. */
import { visible } from '../core/text.ts';

/** Webhook URLs that are secrets as a whole, wherever in the file they stand: in a value, in a comment. */
const WEBHOOKS: readonly (readonly [channel: string, shape: RegExp])[] = [
  ['slack', /https?:\/\/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[^\s"'<>]+/gi],
  ['discord', /https?:\/\/(?:[\w-]+\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/[^\s"'<>]+/gi],
  ['teams', /https?:\/\/[\w.-]+\.(?:logic\.azure\.com|api\.powerplatform\.com|webhook\.office\.com)[^\s"'<>]+/gi],
];

export interface ClearSecret {
  readonly channel: string;
  readonly offset: number;
}

/** Every webhook URL in a text. */
export function clearSecrets(text: string): ClearSecret[] {
  return WEBHOOKS.flatMap(([channel, shape]) =>
    [...text.matchAll(shape)].map(({ index }) => ({ channel, offset: index })),
  );
}

/** What an error may quote of the file: what may be a secret is told by its length, what can't be seen as an escape. */
export function tellable(text: string): string {
  return isTellable(text) ? visible(text) : `${text.length} characters that are not shown`;
}

/** Not a URL, and nothing with a run of characters as long and mixed as a token. */
export function isTellable(text: string): boolean {
  const runs = text.match(/[A-Za-z0-9_~+/=-]{16,}/g) ?? [];
  return text.length <= 80 && !text.includes('://') && !runs.some((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}
