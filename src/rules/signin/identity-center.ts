/** Shared parts of the rules about IAM Identity Center. */

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html */
export const IDENTITY_CENTER_EVENTS =
  'https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html';
