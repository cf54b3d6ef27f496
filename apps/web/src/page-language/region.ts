/** As the reader's region writes this language, where it is theirs: dates and money are written by it. */
export const regionOf = (language: string): string =>
  navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
