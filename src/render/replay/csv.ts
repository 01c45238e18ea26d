/** `--format csv`: for spreadsheets, where a cell from an event must not become a formula. */
import { stringify } from 'csv-stringify/sync';
import { findingJson } from '../../core/finding-json.ts';
import type { Finding, Language } from '../../core/rule.ts';
import { visible } from '../../core/text.ts';
import { inBatches, type Render } from './report.ts';

const COLUMNS = [
  'time',
  'severity',
  'rule',
  'title',
  'message',
  'account',
  'region',
  'actorKind',
  'actorName',
  'actorArn',
  'sourceIp',
  'network',
  'networkName',
  'mfa',
  'outcome',
  'attempt',
  'events',
  'muted',
  'eventSource',
  'eventName',
  'eventId',
  'id',
  'attack',
  'accountName',
  'person',
];

export const renderCsv: Render = ({ findings }, { language }) => ({
  *[Symbol.iterator]() {
    yield stringify([COLUMNS]);
    yield* inBatches(findings, (batch) => rowsOf(batch, language));
  },
});

function rowsOf(findings: readonly Finding[], language: Language): string {
  const rows = findings.map((finding) => {
    const { actor, network, ...rest } = findingJson(finding, language);
    return {
      ...rest,
      actorKind: actor.kind,
      actorName: actor.name,
      actorArn: actor.arn,
      network: network.verdict,
      networkName: network.name,
      person: actor.person,
      attempt: String(rest.attempt),
      attack: rest.attack.join(' '),
    };
  });
  return stringify(rows, {
    columns: COLUMNS,
    // A cell that begins like a formula gets an apostrophe in front, which spreadsheets take for "this is text".
    escape_formulas: true,
    cast: { string: (value) => visible(value) },
  });
}
