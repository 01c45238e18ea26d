/** Variables that hold secrets of AWS and of npm: settings that name one would send it to a chat or a web address. */
const OF_OTHERS = /^(?:AWS_|npm_)/i;

export const isOfOthers = (variable: string): boolean => OF_OTHERS.test(variable);
