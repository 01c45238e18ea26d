/** Words of `audit --format sarif`, which is English as the JSON is. */
export const SARIF_WORDS = {
  /** Of a check without a remedy now. */
  passes: 'This check passes: nothing is to be done.',
  todo: 'What to do:',
  /** Of a check that answers no control. */
  controls: (cis: readonly string[], securityHub: readonly string[]) =>
    [
      ...(cis.length === 0 ? [] : [`CIS AWS Foundations ${cis.map((one) => one.replace(':', ' ')).join(', ')}`]),
      ...(securityHub.length === 0 ? [] : [`Security Hub ${securityHub.join(', ')}`]),
    ].join('; '),
  evidence: 'Evidence:',
  /** Of the artifact in place of a file. */
  account: (text: string, regions: number) => `AWS account ${text}, ${regions} regions`,
  missing: (actions: readonly string[]) => `Missing permissions: ${actions.join(', ')}.`,
} as const;
