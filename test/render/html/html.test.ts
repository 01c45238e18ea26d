import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/rule.ts';
import { answerOf } from '../../../src/core/stories/answer.ts';
import { renderHtml } from '../../../src/render/html/html.ts';
import { MARKERS } from '../../../src/render/html/model.ts';
import type { RenderOptions, Report } from '../../../src/render/replay/report.ts';
import { finding, report } from '../../helpers/host/report.ts';
import { blocksIn, columnIn, headIn, rowBlocksIn, withoutData } from '../../helpers/host/report-data.ts';
import { event } from '../../helpers/records/events.ts';
import { HOSTILE } from '../../helpers/records/hostile.ts';

const PAGE = `<!doctype html>${MARKERS.first}<script>program()</script>${MARKERS.further}</html>\n`;
const render = renderHtml({ page: PAGE, deflate: (text) => deflateRawSync(text), version: '1.2.3' });
const options: RenderOptions = { language: 'ja', timezone: 'Asia/Tokyo', columns: 120, colour: false };

const html = (parts: Partial<Report>, more: Partial<RenderOptions> = {}) =>
  [...render(report({ ...parts, answer: answerOf(parts.findings ?? []) }), { ...options, ...more })].join('');

const many = (count: number): Finding[] =>
  Array.from({ length: count }, (_, at) =>
    finding({ id: `f${at}`, event: event({ minute: at, address: `198.51.100.${at % 200}` }), say: `sentence ${at}` }),
  );

describe('the data', () => {
  test('the first findings stand before the program, the others behind it, all of them once and in order', () => {
    const findings = many(4_321);
    const text = html({ findings });
    expect(text.indexOf('data-block="head"')).toBeLessThan(text.indexOf('program()'));
    expect(text.indexOf('data-block="rows"')).toBeGreaterThan(text.indexOf('program()'));
    expect(rowBlocksIn(text).flatMap(({ ids }) => ids)).toEqual(findings.map(({ id }) => id));
    expect(columnIn(text, 'message')).toEqual(findings.map(({ message }) => message.en));
    expect(rowBlocksIn(text).flatMap(({ numbers }) => numbers.time)).toEqual(
      findings.map((one) => one.event.epoch / 1_000),
    );
    expect(withoutData(text).replaceAll('\n', '')).toBe('<!doctype html><script>program()</script></html>');
  });

  test('a second walk gives the same', () => {
    const pieces = render(report({ findings: many(300) }), options);
    expect([...pieces].join('')).toBe([...pieces].join(''));
  });

  test('stories and people beyond the first ones come in blocks of their own', () => {
    const findings = Array.from({ length: 450 }, (_, at) =>
      finding({ id: `f${at}`, event: event({ minute: at, actor: { name: `user-${at}` } }) }),
    );
    const text = html({ findings });
    const { stories, people, totals } = headIn(text);
    const further = (kind: string) =>
      blocksIn(text)
        .filter((block) => block.kind === kind)
        .flatMap((block) => JSON.parse(block.text));
    expect(stories.length + further('stories').length).toBe(totals.stories);
    expect(people.length + further('people').length).toBe(totals.people);
    expect(totals.people).toBe(450);
    expect([...stories, ...further('stories')].flatMap((story) => story.findings).sort()).toEqual(
      findings.map(({ id }) => id).sort(),
    );
  });

  test('the head has the answer in both languages, rules with their controls, and what lacks', () => {
    const one = finding();
    const head = headIn(
      html({
        findings: [{ ...one, rule: { ...one.rule, cis: ['1.4:4.6'] } }],
        notCovered: [{ region: 'me-south-1', reason: { en: 'AccessDenied', ja: '権限なし' } }],
      }),
    );
    expect(head.language).toBe('ja');
    expect(head.stories.map(({ text }) => text)).toEqual([
      { en: 'alice from 198.51.100.7: in without MFA', ja: expect.stringContaining('198.51.100.7') },
    ]);
    expect(head.rules['signin-untrusted']).toMatchObject({ attack: ['T1078.004'], cis: ['1.4:4.6'] });
    expect(head.notCovered).toEqual([
      { place: 'me-south-1', reason: { en: 'AccessDenied', ja: '権限なし' }, hint: null },
    ]);
    expect(head.totals.severities).toMatchObject({ high: 1, critical: 0 });
    expect(head.places).toMatchObject([{ place: '198.51.100.7', findings: 1 }]);
  });
});

describe('charts', () => {
  // 2026-11-19 was a Thursday; 09:00 UTC is 18:00 in Tokyo.
  const at = (day: number, hour: number) => day * 24 + hour;
  const failed = event({ minute: 1, outcome: 'failure' });

  test('each sign-in counts once, at the hour of the time zone; a burst counts with all its failures', () => {
    const burst = {
      ...finding({ id: 'b', event: failed }),
      events: [failed, event({ minute: 2, outcome: 'failure' })],
    };
    const { hours, trend } = headIn(html({ findings: [finding(), finding({ id: 'f2' }), burst] }));
    expect(hours.signIns[at(3, 18)]).toBe(1);
    expect(hours.failures[at(3, 18)]).toBe(2);
    expect([...hours.signIns, ...hours.failures].reduce((a, b) => a + b)).toBe(3);
    expect(trend).toEqual({ start: Date.UTC(2026, 10, 19, 9) / 1_000, step: 300, signIns: [1], failures: [2] });
  });

  test('a long time has coarse steps, and no sign-in no chart', () => {
    const { trend } = headIn(
      html({ findings: [finding(), finding({ id: 'f2', event: event({ minute: 60 * 24 * 400 }) })] }),
    );
    expect(trend?.signIns.length).toBeLessThanOrEqual(240);
    expect(trend?.signIns.reduce((a, b) => a + b)).toBe(2);
    expect(headIn(html({ findings: [] })).trend).toBeNull();
    expect(
      headIn(html({ findings: [finding({ event: event({ source: 'iam.amazonaws.com', name: 'CreateUser' }) })] }))
        .trend,
    ).toBeNull();
  });
});

test('text of events can neither end its element nor hide in what is shown', () => {
  const findings = HOSTILE.map((text, at) =>
    finding({ id: `f${at}`, event: event({ minute: at, actor: { name: text }, userAgent: text }), say: text }),
  );
  const text = html({ findings });
  expect(withoutData(text).replaceAll('\n', '')).toBe('<!doctype html><script>program()</script></html>');
  for (const column of ['who', 'userAgent', 'message', 'arn'] as const) {
    for (const value of columnIn(text, column)) {
      expect(value).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(value.length).toBeLessThanOrEqual(2_000);
    }
  }
});
