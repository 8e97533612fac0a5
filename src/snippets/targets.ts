import type { SnippetTarget } from './target';
import { javascript } from './targets/javascript';

export type { SnippetPieces, SnippetTarget } from './target';

/** Everything that code can be generated for, what is asked for most first. */
export const TARGETS: readonly SnippetTarget[] = [javascript];
