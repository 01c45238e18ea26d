/** `test --preview`: a page with each delivery as its channel shows it, drawn from the bytes that would be sent. */
import type { Delivery } from '../channels/channel.ts';
import { isObject } from '../core/fields.ts';
import type { Language } from '../core/rule.ts';
import { CHANNEL_KINDS, type ChannelKind } from '../core/settings.ts';
import { TEST_WORDS } from '../messages/operate/test.ts';

/** A complete HTML page that loads no other file. */
export function renderPreview(deliveries: readonly Delivery[], language: Language): string {
  const { title, heading, note } = TEST_WORDS[language].preview;
  const cards = deliveries.map(
    (delivery) => `<section><h2>${escapeHtml(delivery.to)}</h2>${drawn(delivery)}</section>`,
  );
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${STYLE}</style></head>
<body><h1>${heading}</h1><p>${note}</p>
${cards.join('\n')}
</body></html>
`;
}

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d1c1d;background:#fff}
section{margin:2rem 0}h2{font-size:1rem;color:#555}
.message{border:1px solid #ddd;border-radius:8px;padding:1rem}.bar{border-left:4px solid #999;padding-left:.8rem;margin:.8rem 0}
.title{font-weight:700}.small{color:#616061;font-size:.85rem}pre{background:#f4f4f4;padding:.6rem;white-space:pre-wrap;margin:.3rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .8rem;margin:.3rem 0}dt{color:#616061}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
hr{border:0;border-top:1px solid #ddd}p{white-space:pre-wrap;margin:.3rem 0}`;

function drawn(delivery: Delivery): string {
  if (delivery.kind === 'sns')
    return message(`<p class="title">${escapeHtml(delivery.subject)}</p><pre>${escapeHtml(delivery.body)}</pre>`);
  const kind = CHANNEL_KINDS.find((one) => one === delivery.channel);
  return message((kind === undefined || kind === 'email' ? json : DRAWERS[kind])(delivery.body));
}

const message = (inside: string) => `<div class="message">${inside}</div>`;

const DRAWERS: Readonly<Record<Exclude<ChannelKind, 'email'>, (body: string) => string>> = {
  slack: (body) => {
    const { blocks, attachments } = objectOf(body);
    const bars = listOf(attachments).map((one) =>
      bar(String(memberOf(one, 'color')), listOf(memberOf(one, 'blocks')).map(slackBlock).join('')),
    );
    return [...listOf(blocks).map(slackBlock), ...bars].join('');
  },
  teams: (body) => {
    const content = memberOf(listOf(objectOf(body)['attachments'])[0], 'content');
    return listOf(memberOf(content, 'body')).map(teamsBlock).join('');
  },
  discord: (body) => {
    const { content, embeds } = objectOf(body);
    const cards = listOf(embeds).map((embed) => {
      const fields = listOf(memberOf(embed, 'fields')).map((field): [unknown, unknown] => [
        memberOf(field, 'name'),
        memberOf(field, 'value'),
      ]);
      const color = `#${Number(memberOf(embed, 'color') ?? 0)
        .toString(16)
        .padStart(6, '0')}`;
      return bar(
        color,
        `<p class="title">${markdown(memberOf(embed, 'title'))}</p><p>${markdown(memberOf(embed, 'description'))}</p>${list(fields, markdown)}`,
      );
    });
    return [`<p>${markdown(content)}</p>`, ...cards].join('');
  },
  chatwork: (body) => chatwork(new URLSearchParams(body).get('body') ?? ''),
  pagerduty: (body) => {
    const { payload, links, event_action } = objectOf(body);
    if (payload === undefined) return `<p class="small">${escapeHtml(String(event_action))}</p>`;
    const text = (value: unknown) => escapeHtml(String(value ?? ''));
    const details = memberOf(payload, 'custom_details');
    const shown = listOf(links).map((link) => `<p><u>${text(memberOf(link, 'text'))}</u></p>`);
    return [
      `<p class="title">${text(memberOf(payload, 'summary'))}</p>`,
      `<p class="small">${text(memberOf(payload, 'severity'))} · ${text(memberOf(payload, 'source'))}</p>`,
      list(Object.entries(isObject(details) ? details : {}), text),
      ...shown,
    ].join('');
  },
  webhook: json,
};

function json(body: string): string {
  return `<pre>${escapeHtml(JSON.stringify(JSON.parse(body), undefined, 2))}</pre>`;
}

function slackBlock(block: unknown): string {
  const text = memberOf(memberOf(block, 'text'), 'text');
  const type = memberOf(block, 'type');
  if (type === 'header') return `<p class="title">${slackText(text)}</p>`;
  const elements = listOf(memberOf(block, 'elements')).map(
    (element) => `<p class="small">${slackText(memberOf(element, 'text'))}</p>`,
  );
  const fields = listOf(memberOf(block, 'fields')).map((field): [unknown, unknown] => {
    const [label, ...value] = String(memberOf(field, 'text')).split('\n');
    return [label, value.join('\n')];
  });
  return `${text === undefined ? '' : `<p>${slackText(text)}</p>`}${list(fields, slackText)}${elements.join('')}`;
}

/** Slack's three escapes are HTML's own; a link shows its words. */
const slackText = (text: unknown) =>
  String(text ?? '')
    .replace(/<(?:@|!subteam\^|!)(\w+)>/g, '<b>@$1</b>')
    .replace(/<[^|<>]+\|([^<>]+)>/g, '<u>$1</u>');

function teamsBlock(block: unknown): string {
  const text = memberOf(block, 'text');
  const facts = listOf(memberOf(block, 'facts')).map((fact): [unknown, unknown] => [
    memberOf(fact, 'title'),
    memberOf(fact, 'value'),
  ]);
  const actions = listOf(memberOf(block, 'actions')).map(
    (action) => `<p><u>${escapeHtml(String(memberOf(action, 'title')))}</u></p>`,
  );
  const isTitle = memberOf(block, 'weight') === 'Bolder';
  return [
    text === undefined ? '' : `<p${isTitle ? ' class="title"' : ''}>${teamsText(String(text))}</p>`,
    list(facts, (value) => escapeHtml(String(value))),
    ...actions,
  ].join('');
}

const teamsText = (text: string) => escapeHtml(text).replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, '<b>@$1</b>');

/** Where a mark isn't escaped, it is a mention's. */
const markdown = (text: unknown) =>
  String(text ?? '')
    .split(/((?<!\\)<@&?\d+>|^@(?:here|everyone)$)/m)
    .map((part, place) => {
      if (place % 2 === 1) return `<b>@${escapeHtml(part.replace(/[<@&>]/g, ''))}</b>`;
      return escapeHtml(part.replace(/\\([\\*_~`|>#<@[\]()-])/g, '$1'));
    })
    .join('');

/** Chatwork's tags that our messages use; any other text in square brackets stays text. */
function chatwork(text: string): string {
  return escapeHtml(text)
    .replace(/\[To:(\d+)\]/g, '<u>To $1</u>')
    .replaceAll('[info]', '<div class="bar">')
    .replaceAll('[/info]', '</div>')
    .replaceAll('[title]', '<p class="title">')
    .replaceAll('[/title]', '</p><p>')
    .replaceAll('[hr]', '<hr>')
    .replaceAll('[code]', '<pre>')
    .replaceAll('[/code]', '</pre>');
}

const bar = (color: string, inside: string) =>
  `<div class="bar" style="border-color:${escapeHtml(color)}">${inside}</div>`;

function list(pairs: readonly (readonly [unknown, unknown])[], text: (value: unknown) => string): string {
  if (pairs.length === 0) return '';
  return `<dl>${pairs.map(([label, value]) => `<dt>${text(label)}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;
}

function objectOf(body: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(body);
  return isObject(value) ? value : {};
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
