/** The package's version; a test keeps it equal to package.json, so that the program needn't read that. */
export const VERSION = '0.1.0';

/** `homepage` of package.json, where each rule has its page; undefined while there is none. */
export const HOMEPAGE: string | undefined = undefined;
