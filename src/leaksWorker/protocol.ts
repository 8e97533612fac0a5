import type { Exposure } from '../leaks/exposure';
import type { Origin } from '../leaks/origins';
import type { FoundElsewhere, KnownSecret } from '../leaks/finding';
import type { Place, Placed } from '../leaks/scan/inspect';
import type { Accepted } from '../leaks/scan/baseline';
import type { LostSecret } from '../leaks/scan/lost';
import type { ScanProgress, ScanResult } from '../leaks/scan/report';

/** What the worker has to know of the editor before it looks at anything. */
export interface WorkerSettings {
  /** Name or path of git; undefined where none may be started, as in a workspace that is not trusted. */
  readonly git: string | undefined;
  /** The baseline file, relative to the root of each repository or folder. */
  readonly baseline: string;
  /** Globs of paths that are not looked at, relative to the same. */
  readonly exclude: readonly string[];
  /** What the key ring holds. In memory only, here as there. */
  readonly known: readonly KnownSecret[];
  /** What was found in any file or commit so far. */
  readonly elsewhere: readonly FoundElsewhere[];
  /** What any file was seen to send to Fleetio, by the names of the variables. */
  readonly sent: ReadonlySet<string>;
}

/** A change of a document: `text` took the place of `length` UTF-16 units at `offset`. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A piece of a document's text, so that no large one is handed over in one go. */
export interface FeedRequest {
  /** Of the document; cells of a notebook have one each. */
  readonly uri: string;
  /** What findings are judged by beside the text: the path relative to the workspace. */
  readonly path: string;
  /** Where the piece belongs; 0 begins anew. */
  readonly from: number;
  readonly text: string;
}

export interface LookRequest {
  readonly uri: string;
  /** Absolute path of its file; undefined where it has none on this machine. */
  readonly file: string | undefined;
  /** The workspace folder's path, for files outside of every repository. */
  readonly folder: string | undefined;
  /** How long the text is now, in UTF-16 units. The worker's copy has to be as long, or it asks for all of it. */
  readonly length: number;
  /** What has changed since the last look or the feed. */
  readonly changes: readonly TextChange[];
  /** Look at all of it, not only around the changes. */
  readonly whole: boolean;
}

export type LookAnswer =
  | { readonly kind: 'all of the text, please' }
  | {
      readonly kind: 'found';
      readonly placed: readonly Placed[];
      /** Comments that allow something where there is nothing. Undefined: not all of the text was looked at. */
      readonly unusedIgnores: readonly Place[] | undefined;
      /** Whether all of the text was looked at; else a look at the whole is due when the typing pauses. */
      readonly whole: boolean;
    };

/** How far a secret got. `outside`: it lies in no repository, so no commit can have it. Undefined: git was not asked. */
export type Reached = Exposure | 'outside' | undefined;

/** How far a finding got. */
export interface Reach {
  readonly exposure: Reached;
  readonly commit?: Origin;
  /** A branch of a server that has it, such as `origin/main`. */
  readonly remoteBranch?: string;
}

export interface ReachRequest {
  readonly uri: string;
  readonly file: string;
  /** Whether the text is another than the file's. */
  readonly isUnsaved: boolean;
}

/** A git work tree, with the folders that tell of its changes. */
export interface Repository {
  readonly root: string;
  /** Holds HEAD and the index. */
  readonly gitFolder: string;
  /** Holds the branches; another one than `gitFolder` in linked work trees. */
  readonly commonFolder: string;
}

export interface ScanRequest {
  /** A workspace folder or the root of a work tree. */
  readonly folder: string;
  /** Absolute paths of the files and folders to look at; undefined: all. */
  readonly files?: readonly string[];
}

/** A secret that the document or the file on disk has no longer. */
export interface LostFromFile extends Omit<LostSecret, 'path'> {
  /** Absolute path. */
  readonly file: string;
  /** An open document has lost it, whatever lies on disk. */
  readonly isOpen: boolean;
}

/** A file as git has it. */
export interface FileVersion {
  /** Of the work tree. */
  readonly root: string;
  /** A commit's id; empty for the index. */
  readonly revision: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
}

/** What was found in a work tree. */
export type FoundIn = Pick<ScanResult, 'root' | 'findings'>;

/** What the worker can be asked for. */
export interface Methods {
  configure: Method<WorkerSettings, undefined>;
  feed: Method<FeedRequest, undefined>;
  look: Method<LookRequest, LookAnswer>;
  /** In the order of the last look's findings. */
  reach: Method<ReachRequest, readonly Reach[]>;
  forget: Method<{ readonly uri: string }, undefined>;
  /** Something in git or on disk has changed, so that what was remembered of it no longer counts. */
  refresh: Method<undefined, undefined>;
  /** Whether git may be started, and is there. */
  hasGit: Method<undefined, boolean>;
  /** The work tree that a file lies in. */
  repositoryOf: Method<{ readonly file: string }, Repository | undefined>;
  /** The work trees that `folder` lies in and that lie below it, nested ones and submodules included. */
  repositories: Method<{ readonly folder: string }, readonly Repository[]>;
  scanTree: Method<ScanRequest, ScanResult>;
  scanStaged: Method<ScanRequest, ScanResult>;
  /** What the baseline accepts is among the findings: it can be another one as long as they are known. */
  scanHistory: Method<ScanRequest, ScanResult>;
  /** Those that the history still has, by work tree; none of those that their files have all the same. */
  lost: Method<{ readonly secrets: readonly LostFromFile[] }, readonly FoundIn[]>;
  /** Of each finding of a work tree whether its baseline accepts it. */
  accepted: Method<{ readonly root: string; readonly findings: readonly Accepted[] }, readonly boolean[]>;
  /** Its text. */
  show: Method<FileVersion, string>;
}

interface Method<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

export type MethodName = keyof Methods;

/** What a method is given beside its parameters. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** How each method is carried out. */
export type Handlers = {
  readonly [Name in MethodName]: (
    params: Methods[Name]['params'],
    context: CallContext,
  ) => Promise<Methods[Name]['result']> | Methods[Name]['result'];
};

/** From the editor to the worker. */
export type Order =
  | { readonly kind: 'call'; readonly id: number; readonly method: MethodName; readonly params: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

/** From the worker to the editor. */
export type Report =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly name: string; readonly message: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: ScanProgress };
