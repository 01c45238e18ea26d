/** A Slack message as text, much as the app lays it out. */
import { isObject } from '../core/fields.ts';
import type { SlackMessage } from './slack.ts';

const WIDTH = 76;

export function showSlack({ blocks, attachments }: SlackMessage): string {
  const parts = [
    ...blocks.map((block) => linesOf(block)),
    ...attachments.map((attachment) => {
      const inner =
        isObject(attachment) && Array.isArray(attachment['blocks'])
          ? attachment['blocks'].map((block) => linesOf(block))
          : [];
      return ['', ...inner.flat()].map((line) => (line === '' ? '' : `▌ ${line}`));
    }),
  ];
  const lines = parts.flat().map((line) => `│ ${line}`.trimEnd());
  return [`┌${'─'.repeat(WIDTH)}`, ...lines, `└${'─'.repeat(WIDTH)}`, ''].join('\n');
}

function linesOf(block: unknown): string[] {
  if (!isObject(block)) return [];
  const { text, fields, elements } = block;
  const texts = [text, ...(Array.isArray(elements) ? elements : [])].flatMap((part) =>
    isObject(part) && typeof part['text'] === 'string' ? part['text'].split('\n') : [],
  );
  const named = Array.isArray(fields)
    ? fields.flatMap((field) =>
        isObject(field) && typeof field['text'] === 'string' ? [field['text'].replace('\n', ': ')] : [],
      )
    : [];
  return [...texts, ...named].map(plain);
}

/** Escapes as the app reads them; a link by its words. */
function plain(text: string): string {
  return text
    .replace(/<[^|<>]+\|([^<>]+)>/g, '[$1]')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
