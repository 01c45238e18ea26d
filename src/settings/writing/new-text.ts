/** Settings -> the text of a first `login-watch.yaml`. */
import type { Language } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { SCHEMA_BESIDE } from '../json-schema.ts';
import { SECTIONS, type Section, toRaw } from '../to-raw.ts';
import { SECTION_COMMENTS } from './section-comments.ts';
import { entryLines } from './yaml-text.ts';

export interface NewTextOptions {
  /** Language of the comments. Defaults to that of the settings. */
  readonly language?: Language;
  /** Written although they equal the defaults, because they were chosen. */
  readonly chosen?: readonly Section[];
}

const SCHEMA_LINE = `# yaml-language-server: $schema=./${SCHEMA_BESIDE}`;

/**
 * Sections that differ from the defaults or were chosen, each below a comment. Not checked: `writeSettings` does that.
 */
export function newSettingsText(settings: Settings, options: NewTextOptions = {}): string {
  const { language = settings.language, chosen = [] } = options;
  const raw = toRaw(settings, chosen);
  const sections = SECTIONS.filter((key) => key in raw).map((key) =>
    [`# ${SECTION_COMMENTS[key][language]}`, ...entryLines(key, raw[key], { path: [key] })].join('\n'),
  );
  return `${[SCHEMA_LINE, ...sections].join('\n\n')}\n`;
}
