/** The program's exit statuses (docs/architecture.md, Contracts). */
export const EXIT = { done: 0, found: 1, wrongUse: 2, refused: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Statuses of errors: wrong use, settings or input; AWS or the network refused. */
export type ErrorExit = typeof EXIT.wrongUse | typeof EXIT.refused;
