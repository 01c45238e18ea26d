/** Logs of other services, and tables of the AWS CLI, known by the beginning of their text. */
import type { OtherLog } from '../../messages/look-back/other-kinds.ts';

type TextKind = OtherLog | 'cliText';

const KINDS: readonly (readonly [TextKind, RegExp])[] = [
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
  ['flowLogs', /^[a-z0-9 -]*\b(?:interface-id|tgw-attachment-id|pkt-srcaddr|flow-direction)\b/],
  ['flowLogs', /^\d \d{12} (?:eni-|- )/],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
  ['elbLogs', /^(?:(?:https?|h2|grpcs?|wss?|tls) (?:\d\.\d )?)?\d{4}-\d\d-\d\dT[\d:.]+Z? \S+ (?:\S+ )?[\d.]+:\d+ /],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
  ['cloudFront', /^#Version: \d|^#Fields: .*\bx-edge-/],
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
  ['publicDns', /^1\.0 \d{4}-\d\d-\d\dT[\d:.]+Z Z[0-9A-Z]+ \S+ [A-Z]+ [A-Z]+ /],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
  ['s3Access', /^[0-9a-f]{64} \S+ \[\d\d\/\w{3}\/\d{4}:/],
  // https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html
  ['cliText', /^-{5,}\s*\|/],
  ['cliText', /^[^\t\n]+(?:\t[^\t\n]*)+(?:\n|$)/],
];

export const textKindOf = (text: string): TextKind | undefined => KINDS.find(([, begin]) => begin.test(text))?.[0];

/** Lines of the AWS CLI's tables and text that hold no event: borders, headings, resources, the next token. */
const DECORATION = /^[-+|=\s]+$|^\|[^{}]*\|$|^(?:RESOURCES|NEXTTOKEN|EVENTS)\t[^{}]*$/;

export const isDecoration = (line: string): boolean => line.length < 4_096 && DECORATION.test(line);
