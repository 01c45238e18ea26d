/** The package's version; a test keeps it equal to package.json, so that the program needn't read that. */
export const VERSION = '0.1.0';
