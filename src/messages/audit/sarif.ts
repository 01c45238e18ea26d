/** Words of `audit --format sarif`, which is English as the JSON is. */
export const SARIF_WORDS = {
  /** Help for a check that passes. */
  passes: 'This check passes: nothing is to be done.',
  todo: 'What to do:',
  /** The controls that a check answers; empty if there are none. */
  controls: (cis: readonly string[], securityHub: readonly string[]) =>
    [
      ...(cis.length === 0 ? [] : [`CIS AWS Foundations ${cis.map((one) => one.replace(':', ' ')).join(', ')}`]),
      ...(securityHub.length === 0 ? [] : [`Security Hub ${securityHub.join(', ')}`]),
    ].join('; '),
  evidence: 'Evidence:',
  /** Describes the artifact that stands in for a file. */
  account: (text: string, regions: number) => `AWS account ${text}, ${regions} regions`,
  missing: (actions: readonly string[]) => `Missing permissions: ${actions.join(', ')}.`,
} as const;
