import type { SnippetTarget } from './target';
import { axios } from './targets/axios';
import { csharp } from './targets/csharp';
import { curl } from './targets/curl';
import { go } from './targets/go';
import { java } from './targets/java';
import { javascript } from './targets/javascript';
import { kotlin } from './targets/kotlin';
import { php } from './targets/php';
import { powershell } from './targets/powershell';
import { pythonHttpx, pythonRequests } from './targets/python';
import { r } from './targets/r';
import { restClient } from './targets/restClient';
import { ruby } from './targets/ruby';
import { swift } from './targets/swift';
import { typescript } from './targets/typescript';
import { undici } from './targets/undici';

export type { SnippetPieces, SnippetTarget } from './target';

/** Everything that code can be generated for, what is asked for most first. A new one is a file and a line here. */
export const TARGETS: readonly SnippetTarget[] = [
  javascript,
  typescript,
  pythonRequests,
  curl,
  axios,
  undici,
  pythonHttpx,
  csharp,
  java,
  go,
  php,
  ruby,
  powershell,
  kotlin,
  swift,
  r,
  restClient,
];
