/**
 * A text as Markdown that shows it as it is, whatever it holds. Unlike `MarkdownString.appendText` it leaves blanks as they
 * are, so that long texts are broken into lines; what Markdown makes of several blanks or lines is one blank.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
