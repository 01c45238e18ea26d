/** An error that the user can mend: one clear sentence, what to do next, no stack trace. */
export class UserError extends Error {
  /** What to do next. */
  readonly hint: string | undefined;
  /** 2: wrong use, settings or input. 3: AWS or the network said no. */
  readonly exit: 2 | 3;
  constructor(message: string, options: { hint?: string; exit?: 2 | 3; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
    this.exit = options.exit ?? 2;
  }
}
