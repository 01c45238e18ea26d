/** The settings file's name and size, in a file of their own because `--help` loads nothing else of the settings. */
export const SETTINGS_FILE = 'login-watch.yaml';

/** Bytes. Settings written by hand are smaller; a larger file was named by mistake. */
export const MOST_SETTINGS = 1_000_000;
