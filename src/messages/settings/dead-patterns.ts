/** Patterns of own rules that AWS accepts and no record can match, with the likely meaning, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface DeadPatternWords {
  /** A place of the settings, and why nothing matches there. */
  readonly at: (place: string, why: string) => string;
  /** The same, where the place stands before it. */
  readonly never: (why: string) => string;
  readonly meant: (likely: string) => string;
  readonly eventSource: (found: string, meant: string) => string;
  readonly eventNameCase: (found: string, meant: string) => string;
  readonly eventNamePrefix: (found: string, meant: string) => string;
  readonly noEvent: (found: string) => string;
  readonly plainStar: (found: string, meant: string) => string;
  readonly regularExpression: (found: string) => string;
  readonly isBoolean: (field: string, found: string) => string;
  readonly isText: (field: string, found: string) => string;
  readonly noSuchValue: (field: string, found: string, meant: string, known: string) => string;
  readonly noSuchField: (field: string, meant: string) => string;
  readonly signInHasNoErrorCode: (event: string) => string;
  readonly noRegion: (found: string, meant: string) => string;
  readonly noAccount: (found: string) => string;
  readonly plainCidr: (found: string) => string;
  readonly otherName: (found: string, meant: string) => string;
  readonly versionedName: (found: string) => string;
  readonly rootHasNoName: string;
  readonly sessionArn: (found: string) => string;
  readonly sessionHasNoUserName: string;
  readonly spelledOtherwise: (field: string, found: string, meant: string) => string;
  readonly isAbsent: (field: string) => string;
}

const en: DeadPatternWords = {
  at: (place, why) => `${place} can never match: ${why}`,
  never: (why) => `can never match: ${why}`,
  meant: (likely) => `; did you mean ${likely}?`,
  eventSource: (found, meant) => `no record has the event source "${found}"${meant}`,
  eventNameCase: (found, meant) => `event names are compared letter by letter, and none is "${found}"${meant}`,
  eventNamePrefix: (found, meant) => `an event name has no service before it, as "${found}" has${meant}`,
  noEvent: (found) => `"${found}" is a permission, and CloudTrail never records it as an event`,
  plainStar: (found, meant) => `"${found}" is compared letter by letter, its star too${meant}`,
  regularExpression: (found) =>
    `"${found}" is compared letter by letter; patterns have no regular expressions, but \`{ wildcard: "*…*" }\``,
  isBoolean: (field, found) => `\`${field}\` is true or false, not the text "${found}"; remove the quotes`,
  isText: (field, found) => `\`${field}\` is text; write "${found}" in quotes`,
  noSuchValue: (field, found, meant, known) => `\`${field}\` is never "${found}"${meant}; known values: ${known}`,
  noSuchField: (field, meant) => `no record has a field \`${field}\`${meant}`,
  signInHasNoErrorCode: (event) =>
    `a failed ${event} has no \`errorCode\`; write \`responseElements: { ${event}: [Failure] }\``,
  noRegion: (found, meant) => `"${found}" isn't a region${meant}`,
  noAccount: (found) => `"${found}" isn't an account id of 12 digits`,
  plainCidr: (found) => `an address never equals a network; write \`{ cidr: "${found}" }\``,
  otherName: (found, meant) => `"${found}" is a permission; CloudTrail's event has another name${meant}`,
  versionedName: (found) =>
    `Lambda's events end in a version, as in "${found}20150331v2"; write \`{ prefix: "${found}" }\``,
  rootHasNoName: 'the root user has no user name; write `userIdentity: { type: [Root] }`',
  sessionArn: (found) =>
    `a role's session has an ARN of its own (sts, assumed-role); write \`userIdentity: { sessionContext: { sessionIssuer: { arn: ["${found}"] } } }\``,
  sessionHasNoUserName:
    'an AssumedRole has no `userIdentity.userName`; did you mean `userIdentity.sessionContext.sessionIssuer.userName`?',
  spelledOtherwise: (field, found, meant) =>
    `\`${field}\` is compared letter by letter, and is never "${found}"${meant}`,
  isAbsent: (field) => `\`${field}\` is absent rather than null; write \`{ exists: false }\``,
};

const ja: DeadPatternWords = {
  at: (place, why) => `${place} は決して一致しません。${why}`,
  never: (why) => `決して一致しません。${why}`,
  meant: (likely) => `（${likely} の誤りですか？）`,
  eventSource: (found, meant) => `イベントソースが "${found}" の記録はありません${meant}`,
  eventNameCase: (found, meant) => `イベント名は1文字ずつ比較され、"${found}" という名前はありません${meant}`,
  eventNamePrefix: (found, meant) => `イベント名にはサービス名が付きません："${found}"${meant}`,
  noEvent: (found) => `"${found}" は権限の名前で、CloudTrailにイベントとして記録されません`,
  plainStar: (found, meant) => `"${found}" は * も含めて1文字ずつ比較されます${meant}`,
  regularExpression: (found) =>
    `"${found}" は1文字ずつ比較されます。正規表現は使えません。\`{ wildcard: "*…*" }\` を使ってください`,
  isBoolean: (field, found) =>
    `\`${field}\` は true または false で、文字列 "${found}" ではありません。引用符を外してください`,
  isText: (field, found) => `\`${field}\` は文字列です。引用符を付けて "${found}" と書いてください`,
  noSuchValue: (field, found, meant, known) =>
    `\`${field}\` が "${found}" になることはありません${meant}。取りうる値：${known}`,
  noSuchField: (field, meant) => `\`${field}\` というフィールドを持つ記録はありません${meant}`,
  signInHasNoErrorCode: (event) =>
    `失敗した ${event} に \`errorCode\` はありません。\`responseElements: { ${event}: [Failure] }\` と書いてください`,
  noRegion: (found, meant) => `"${found}" というリージョンはありません${meant}`,
  noAccount: (found) => `"${found}" は12桁のアカウントIDではありません`,
  plainCidr: (found) => `アドレスがネットワークと等しくなることはありません。\`{ cidr: "${found}" }\` と書いてください`,
  otherName: (found, meant) => `"${found}" は権限の名前で、CloudTrailのイベント名は異なります${meant}`,
  versionedName: (found) =>
    `Lambdaのイベント名の末尾にはバージョンが付きます（"${found}20150331v2" など）。\`{ prefix: "${found}" }\` と書いてください`,
  rootHasNoName: 'ルートユーザーにユーザー名はありません。`userIdentity: { type: [Root] }` と書いてください',
  sessionArn: (found) =>
    `ロールのセッションには独自のARN（sts、assumed-role）があります。\`userIdentity: { sessionContext: { sessionIssuer: { arn: ["${found}"] } } }\` と書いてください`,
  sessionHasNoUserName:
    'AssumedRoleに `userIdentity.userName` はありません（`userIdentity.sessionContext.sessionIssuer.userName` の誤りですか？）',
  spelledOtherwise: (field, found, meant) =>
    `\`${field}\` は1文字ずつ比較され、"${found}" になることはありません${meant}`,
  isAbsent: (field) =>
    `\`${field}\` は null ではなく、フィールド自体がありません。\`{ exists: false }\` と書いてください`,
};

export const DEAD_PATTERNS: WordTable<DeadPatternWords> = { en, ja };
