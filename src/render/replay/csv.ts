/** `--format csv`: findings for spreadsheets. */
import { findingJson } from '../../core/finding-json.ts';
import { escapeJson } from '../../core/text.ts';
import { type CsvValue, csvLine } from '../csv-text.ts';
import { inBatches, type Render } from './report.ts';

type Told = ReturnType<typeof findingJson>;

/** Columns are added at the end only, because scripts count them. */
const COLUMNS: readonly (readonly [name: string, value: (told: Told) => CsvValue])[] = [
  ['time', ({ time }) => time],
  ['severity', ({ severity }) => severity],
  ['rule', ({ rule }) => rule],
  ['title', ({ title }) => title],
  ['message', ({ message }) => message],
  ['account', ({ account }) => account],
  ['region', ({ region }) => region],
  ['actorKind', ({ actor }) => actor.kind],
  ['actorName', ({ actor }) => actor.name],
  ['actorArn', ({ actor }) => actor.arn],
  ['sourceIp', ({ sourceIp }) => sourceIp],
  ['network', ({ network }) => network.verdict],
  ['networkName', ({ network }) => network.name],
  ['mfa', ({ mfa }) => mfa],
  ['outcome', ({ outcome }) => outcome],
  ['attempt', ({ attempt }) => String(attempt)],
  ['events', ({ events }) => events],
  ['muted', ({ muted }) => muted],
  ['eventSource', ({ eventSource }) => eventSource],
  ['eventName', ({ eventName }) => eventName],
  ['eventId', ({ eventId }) => eventId],
  ['id', ({ id }) => id],
  ['attack', ({ attack }) => attack.join(' ')],
  ['accountName', ({ accountName }) => accountName],
  ['person', ({ actor }) => actor.person],
  ['userAgent', ({ userAgent }) => userAgent],
  ['link', ({ link }) => link],
  ['source', ({ source }) => source],
];

/** With `--raw`: the record as JSON, in the last column. */
export const renderCsv: Render = ({ findings }, { language, isRaw }) => ({
  *[Symbol.iterator]() {
    yield csvLine([...COLUMNS.map(([name]) => name), ...(isRaw ? ['record'] : [])]);
    yield* inBatches(findings, (batch) =>
      batch
        .map((finding) => {
          const told = findingJson(finding, language);
          const record = isRaw ? [escapeJson(JSON.stringify(finding.event.record))] : [];
          return csvLine([...COLUMNS.map(([, value]) => value(told)), ...record]);
        })
        .join(''),
    );
  },
});
