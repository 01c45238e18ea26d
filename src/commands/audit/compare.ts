/** `audit --compare`: an earlier audit's JSON, read before AWS is asked anything. */
import { z } from 'zod';
import type { EarlierAudit } from '../../auditing/compare.ts';
import { SEVERITIES } from '../../core/rule.ts';
import { clip, visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { COMPARE_WORDS } from '../../messages/audit/compare.ts';
import { readEarlierFile } from '../shared/earlier-file.ts';

const LONGEST = 2_000;
/** The earlier file may be anybody's. */
const Text = z.string().transform((text) => clip(visible(text), LONGEST));

const Earlier = z.object({
  version: z.literal(1),
  account: z.string().regex(/^\d{12}$/),
  time: z.iso.datetime({ offset: true }),
  regions: z.array(Text),
  checks: z.array(
    z.object({
      id: Text,
      title: Text,
      result: z.enum(['pass', 'fail', 'unknown']),
      severity: z.enum(SEVERITIES),
      said: Text,
      evidence: z.array(Text),
      // Audits of before these were added have none.
      paths: z
        .array(
          z.object({
            hops: z.array(z.object({ kind: z.string(), name: z.string(), region: z.string().nullable() })),
            calls: z.array(z.string()),
            regions: z.array(z.string()),
            broken: z.object({ kind: z.string() }).nullable(),
          }),
        )
        .optional(),
    }),
  ),
});

/** Throws a `UserError` for a file that holds no audit. */
export const readEarlierAudit = (file: string, cwd: string): Promise<EarlierAudit> =>
  readEarlierFile(file, cwd, Earlier, COMPARE_WORDS);

/** Throws a `UserError` if it is another account's. */
export function checkSameAccount(earlier: EarlierAudit, file: string, account: string): void {
  if (earlier.account === account) return;
  const { message, hint } = refusalFrom(COMPARE_WORDS, ({ otherAccount }) =>
    otherAccount(visible(file), earlier.account, account),
  );
  throw new UserError(message, { hint });
}

/** Throws a `UserError` for a format that can't show differences. */
export function refuseFormat(format: string): never {
  const { message, hint } = refusalFrom(COMPARE_WORDS, ({ notWith }) => notWith(format));
  throw new UserError(message, { hint });
}
