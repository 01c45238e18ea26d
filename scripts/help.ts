/** Writes the pages of `login-watch --help` beside the built program, from the command definitions. */
import { writeFile } from 'node:fs/promises';
import { programFor } from '../src/cli.ts';
import { helpPageOf } from '../src/commands/shared/help-page.ts';
import type { Language } from '../src/core/rule.ts';
import type { HelpPages } from '../src/help-file.ts';
import { PARSER_WORDS } from '../src/messages/help/parser.ts';
import { nodeHost } from '../src/node-host.ts';
import { markedPage } from '../src/render/marked.ts';
import { piecesOf } from '../src/render/wrap.ts';

async function pageIn(language: Language) {
  const program = await programFor([], { ...nodeHost([]), language }, () => undefined);
  return markedPage(helpPageOf(program, PARSER_WORDS[language]), piecesOf);
}

const pages: HelpPages = { en: await pageIn('en'), ja: await pageIn('ja') };
await writeFile(new URL('../dist/help.json', import.meta.url), JSON.stringify(pages));
