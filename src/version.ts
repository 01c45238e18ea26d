/** The package's version; a test keeps it equal to package.json, so that no file need be read for it. */
export const VERSION = '0.1.0';
