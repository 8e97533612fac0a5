import type { SnippetRequest } from './model';
import { javascript } from './targets/javascript';

/** A language, or a way to make requests in it, that code is generated for. */
export interface SnippetTarget {
  readonly id: string;
  /** As people call it: `JavaScript (fetch)`. */
  readonly title: string;
  /** VS Code's id of the language. */
  readonly languageId: string;
  /** Whole code that runs as it is and prints what it gets as JSON. */
  emit(request: SnippetRequest): string;
}

/** Everything that code can be generated for, what is asked for most first. */
export const TARGETS = [javascript] as const satisfies readonly SnippetTarget[];
