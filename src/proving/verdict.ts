/** The last sentence of a proof: whether alerts arrive. */
import type { ProofWords } from '../messages/operate/proof.ts';
import type { Hop } from './course.ts';

/** Whether every step succeeded. */
export const isProven = (hops: readonly Hop[]): boolean =>
  hops.length > 0 && hops.every(({ outcome }) => outcome === 'ok');

/** The steps of a pipeline before its channels. */
const INNER = ['function', 'rules', 'channels'];

/** An address that isn't confirmed yet is no failure of the notifier. */
export function proofVerdict(hops: readonly Hop[], words: ProofWords): string {
  if (isProven(hops)) return words.proven;
  const isOnlyMail = hops.length > 0 && hops.every(({ outcome, isUnconfirmed }) => outcome === 'ok' || isUnconfirmed);
  if (!isOnlyMail) return words.notProven;
  return hops.some(({ step, outcome }) => outcome === 'ok' && !INNER.includes(step))
    ? words.provenButMail
    : words.onlyMail;
}
