// VS Code's server and extension host write their log files, and with them every Output channel, through this module.
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
const INFO = LEVELS.indexOf('info');

/** Appends lines to one file; it never rotates it, as a test's or a demo's log stays small. */
export class Logger {
  #file;
  #level = INFO;
  #withPrefix = true;

  constructor(file) {
    this.#file = file;
  }

  trace(message) {
    this.#write('trace', message);
  }

  debug(message) {
    this.#write('debug', message);
  }

  info(message) {
    this.#write('info', message);
  }

  warn(message) {
    this.#write('warning', message);
  }

  error(message) {
    this.#write('error', message);
  }

  critical(message) {
    this.#write('critical', message);
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** VS Code only ever asks for one pattern, the one that #write prints. */
  setPattern() {}

  /** From here on lines are written as they come: the caller has put time and level in them. */
  clearFormatters() {
    this.#withPrefix = false;
  }

  /** Every line is on disk already. */
  flush() {}

  drop() {
    this.#file = undefined;
  }

  #write(level, message) {
    if (this.#file === undefined || LEVELS.indexOf(level) < this.#level) {
      return;
    }
    appendFileSync(
      this.#file,
      this.#withPrefix ? `${timestamp(new Date())} [${level}] ${message}\n` : message,
    );
  }
}

export async function createAsyncRotatingLogger(_name, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(file);
}

export function setFlushOn() {}

/** Local time as 2026-01-31 09:05:07.042. */
function timestamp(date) {
  const twoDigits = (number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
  return `${day} ${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
