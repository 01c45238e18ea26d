/** The questions that a screen hands on to `login-watch session`. */

/** Whole ids of events and handles, each once. */
export const questionsIn = (text: string): readonly string[] => [
  ...new Set(text.match(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{6}\.[0-9a-z]{6}\b/g)),
];
