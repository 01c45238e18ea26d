/** `homepage` of package.json, where each rule has its page; undefined while there is none. */
export const HOMEPAGE: string | undefined = undefined;
