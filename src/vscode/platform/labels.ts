/** A text for where VS Code draws `$(name)` as an icon, such as quick picks: a vehicle can be called `$(trash)`. */
export function asText(value: string): string {
  return value.replaceAll('$(', String.raw`\$(`);
}
