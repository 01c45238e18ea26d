/** Sentences of a redacted audit, in place of those that hold names. */
import type { WordTable } from '../../core/words.ts';

export interface RedactedAuditWords {
  /** In place of a check's sentence. */
  readonly said: Readonly<Record<'pass' | 'fail' | 'unknown', string>>;
  /** In place of AWS's own message, without a full stop. */
  readonly reason: string;
  /** `--redact` without `--format html`. */
  readonly needsHtml: { readonly message: string; readonly hint: string };
}

const en: RedactedAuditWords = {
  said: {
    pass: 'Passed. The sentence is left out here because it may hold names.',
    fail: 'Failed. The sentence is left out here because it may hold names.',
    unknown: "Couldn't be judged. The sentence is left out here because it may hold names.",
  },
  reason: 'the reason is left out here because it may hold names',
  needsHtml: {
    message: 'audit --redact works with --format html alone.',
    hint: 'Add --format html --output audit.html.',
  },
};

const ja: RedactedAuditWords = {
  said: {
    pass: '合格です。文は名前を含むことがあるため、ここでは省いています。',
    fail: '不合格です。文は名前を含むことがあるため、ここでは省いています。',
    unknown: '判定できませんでした。文は名前を含むことがあるため、ここでは省いています。',
  },
  reason: '理由は名前を含むことがあるため、ここでは省いています',
  needsHtml: {
    message: 'audit --redact は --format html でのみ使えます。',
    hint: '--format html --output audit.html を付けてください。',
  },
};

export const REDACTED_AUDIT_WORDS: WordTable<RedactedAuditWords> = { en, ja };
