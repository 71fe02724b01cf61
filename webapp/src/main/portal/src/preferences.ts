export const themeNames = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof themeNames)[number];

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What the user chose before, else the system's theme. */
export function storedTheme(): ThemeName {
  const stored = read('assay-theme');
  return themeNames.find((name) => name === stored) ?? 'system';
}

export function storeTheme(name: ThemeName): void {
  write('assay-theme', name);
}

/** What the user chose before, else the first of the browser's languages that there is. */
export function storedLanguage(): Language {
  const wanted = [read('assay-language'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  for (const tag of wanted) {
    const found = languages.find((language) => language === tag);
    if (found) {
      return found;
    }
  }
  return 'en';
}

export function storeLanguage(language: Language): void {
  write('assay-language', language);
}

// A browser may forbid storage; a choice then lasts as long as the page.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    console.info(`The choice ${key} cannot be stored; it lasts until the page is closed.`);
  }
}
