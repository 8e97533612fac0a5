import type { ChildProcessWithoutNullStreams } from 'node:child_process';

import { endOf, type Git, GitError, startGit } from './program';

interface Request {
  readonly name: string;
  readonly resolve: (content: Buffer | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Reads objects by their names, all from one `git cat-file --batch`. */
export class ObjectReader {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: Request[] = [];
  private chunks: Buffer[] = [];
  private received = 0;
  /** How much has to be there before the next look. */
  private needed = 1;
  private ended: Error | undefined;

  /**
   * @param separator ends each name; `\0` allows names with line breaks and needs git 2.38.
   */
  constructor(
    git: Git,
    folder: string,
    private readonly separator: '\n' | '\0',
    signal?: AbortSignal,
  ) {
    this.child = startGit(
      git,
      folder,
      ['cat-file', '--batch', ...(separator === '\0' ? ['-z'] : [])],
      signal,
    );
    let complaint = '';
    this.child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.receive(chunk);
    });
    endOf(this.child).then(
      (code) => {
        this.fail(new GitError(complaint.trim() || 'git cat-file ended', code));
      },
      (error: unknown) => {
        this.fail(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  /**
   * @param name any name of a blob: an id, `HEAD:path`, `:0:path`.
   * @returns its content; undefined if there is no such object.
   */
  read(name: string): Promise<Buffer | undefined> {
    if (this.ended !== undefined) {
      return Promise.reject(this.ended);
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ name, resolve, reject });
      this.child.stdin.write(name + this.separator);
    });
  }

  close(): void {
    this.child.stdin.end();
  }

  private fail(error: Error): void {
    this.ended = error;
    for (const { reject } of this.waiting.splice(0)) {
      reject(error);
    }
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    while (this.received >= this.needed && this.answerNext()) {
      // One chunk can hold many answers.
    }
  }

  /** Answers the oldest request if all of its answer is there. */
  private answerNext(): boolean {
    const [request] = this.waiting;
    const buffer = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    if (request === undefined || buffer === undefined) {
      return false;
    }
    this.chunks = [buffer];
    const answer = answerIn(buffer, request.name);
    this.needed = answer.length;
    if (buffer.length < answer.length) {
      return false;
    }
    this.waiting.shift();
    this.chunks = [buffer.subarray(answer.length)];
    this.received = buffer.length - answer.length;
    this.needed = 1;
    request.resolve(answer.content && buffer.subarray(answer.content.start, answer.content.end));
    return true;
  }
}

/** Where the answer to `name` ends, as far as it can be told yet, and where its content lies. */
function answerIn(
  buffer: Buffer,
  name: string,
): { length: number; content?: { start: number; end: number } } {
  const missing = Buffer.from(`${name} missing\n`);
  if (buffer.subarray(0, missing.length).equals(missing)) {
    return { length: missing.length };
  }
  const lineEnd = buffer.indexOf('\n');
  const size = /^[0-9a-f]+ \w+ (\d+)$/.exec(buffer.toString('latin1', 0, Math.max(0, lineEnd)))?.[1];
  if (size === undefined) {
    // Not all of the line yet, or the refusal of a name; that is one line too.
    return { length: lineEnd < 0 || missing.includes(buffer) ? buffer.length + 1 : lineEnd + 1 };
  }
  const start = lineEnd + 1;
  const end = start + Number(size);
  return { length: end + 1, content: { start, end } };
}
