/** The name of the settings file, in a file of its own because `--help` loads nothing else of the settings. */
export const SETTINGS_FILE = 'login-watch.yaml';
