/** The formats of `login-watch audit`, the default first. */
export const AUDIT_FORMATS = ['table', 'json', 'csv', 'html', 'sarif'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];
/** Those that show the differences from an earlier audit. */
export const COMPARING: readonly AuditFormat[] = ['table', 'json', 'html'];
