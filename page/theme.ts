/** Light or dark: as the reader chose it, else as the system is. */
const dark = matchMedia('(prefers-color-scheme: dark)');

export function setTheme(theme: string): void {
  const isDark = theme === 'dark' || (theme !== 'light' && dark.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}

export const onThemeChange = (draw: () => void): void => dark.addEventListener('change', draw);
