/** What the page of a guide and the extension say to each other. The page is a program for the browser, so here are types alone. */

export type StepId = 'rotate' | 'dead' | 'remove' | 'history' | 'team' | 'verify';

/** A command line to copy; it is never run from here. */
export interface CopyText {
  readonly label: string;
  readonly text: string;
}

/** One thing to do. */
export interface GuideStep {
  readonly id: StepId;
  readonly title: string;
  readonly text: string;
  /** What is known of it right now. */
  readonly status?: string;
  /** The label of a button that does it, or helps. */
  readonly action?: string;
  readonly copy?: readonly CopyText[];
  readonly isDone: boolean;
}

export interface GuideWords {
  readonly copy: string;
  readonly progress: string;
}

/** From the extension to the page. */
export type ToPage = ShowGuide | { readonly type: 'copied'; readonly from: string; readonly words: string };

/** What the page is to show. */
export interface ShowGuide {
  readonly type: 'show';
  /** Of the secret; kept by the page, so that the guide comes back after a reload. */
  readonly fingerprint: string;
  readonly title: string;
  readonly summary: string;
  readonly steps: readonly GuideStep[];
  readonly words: GuideWords;
}

/** From the page to the extension; `from` is the id of a button. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'tick'; readonly id: StepId; readonly isDone: boolean }
  | { readonly type: 'act'; readonly id: StepId }
  | { readonly type: 'copy'; readonly text: string; readonly from: string };
