import { BASE64_OF_HEX, HEX } from './byteClasses';
import { instantiate, isSupported } from './signs.wat';

/**
 * The places in bytes where something as long as a secret can be: ten lower-case hex digits in a row, or forty of them in
 * base64. Each such run has at least one of these signs.
 */
export interface Signs {
  readonly bytes: Uint8Array;
  /** The first one from a place on; the length of the bytes if there is none. */
  next(from: number): number;
  /** Whether Fleetio can be named in what was passed over on the way to the signs; where nobody knows, it can. */
  readonly mayNameVendor: boolean;
}

/** In bytes: what is copied at a time for the module to look at, so little that it stays near the processor. */
const CHUNK = 64 * 1024;
/** By so many bytes two chunks overlap, as a run on the border of one may have no sign in it. */
const SHARED = 64;
/** How many zeros the module needs behind the bytes. */
const PADDING = 64;

/** What the module sees. */
class Chunk {
  private readonly module = instantiate();
  private readonly memory = new Uint8Array(this.module.memory.buffer);
  private owner = 0;
  private start = 0;
  private length = 0;

  get end(): number {
    return this.start + this.length;
  }

  /** @param owner a number of those whose bytes they are, since the bytes themselves would be kept alive. */
  holds(owner: number, at: number): boolean {
    return owner === this.owner && at >= this.start && at < this.end;
  }

  load(owner: number, bytes: Uint8Array, start: number): void {
    this.owner = owner;
    this.start = start;
    this.length = Math.min(CHUNK, bytes.length - start);
    this.memory.set(this.length === bytes.length ? bytes : bytes.subarray(start, start + this.length));
    this.memory.fill(0, this.length, this.length + PADDING);
  }

  get metVendor(): boolean {
    return this.module.vendor.value !== 0;
  }

  forgetVendor(): void {
    this.module.vendor.value = 0;
  }

  /** The first sign from a place on, or its end. */
  next(from: number): number {
    return this.start + this.module.next(from - this.start, this.length);
  }
}

/** Looks at many bytes at a time, in WebAssembly. */
export class VectorSigns implements Signs {
  /** One for all in this thread; who finds it with the bytes of another loads it anew. */
  private static chunk: Chunk | undefined;
  private static count = 0;

  private readonly chunk = (VectorSigns.chunk ??= new Chunk());
  private readonly number = ++VectorSigns.count;

  /** @throws where the module cannot be made; then it never can. */
  constructor(readonly bytes: Uint8Array) {
    this.chunk.forgetVendor();
  }

  /** Until another one is made. */
  get mayNameVendor(): boolean {
    return this.chunk.metVendor;
  }

  next(from: number): number {
    const { bytes, chunk, number } = this;
    if (from >= bytes.length) {
      return bytes.length;
    }
    if (!chunk.holds(number, from)) {
      chunk.load(number, bytes, from);
    }
    let at = chunk.next(from);
    while (at === chunk.end && at < bytes.length) {
      const start = Math.max(from, at - SHARED);
      chunk.load(number, bytes, start);
      at = chunk.next(start);
    }
    return at;
  }
}

/** What a byte can be a part of. */
const NOTHING = 0;
const HEX_DIGIT = 1;
const ENCODED = 2;
const kinds = (kindOf: (byte: number) => number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => kindOf(byte));
const KIND = kinds((byte) => (HEX[byte] === 1 ? HEX_DIGIT : BASE64_OF_HEX[byte] === 1 ? ENCODED : NOTHING));
/** What the byte before this one can be a part of still. */
const KIND_OF_LEFT = kinds((byte) => (HEX[byte] === 1 ? HEX_DIGIT | ENCODED : ENCODED));

/**
 * How far the bytes that are looked at are apart. Each run of ten digits has two beside each other at one of them, and four
 * of them in a row fall on each place of a group of base64, within the length of an encoded key.
 */
const STRIDE = 9;

/** Looks at two bytes in nine. */
export class PlainSigns implements Signs {
  readonly mayNameVendor = true;

  constructor(readonly bytes: Uint8Array) {}

  next(from: number): number {
    const { bytes } = this;
    const last = bytes.length - 1;
    let at = from;
    while (at < last && ((KIND[bytes[at] ?? 0] ?? 0) & (KIND_OF_LEFT[bytes[at + 1] ?? 0] ?? 0)) === NOTHING) {
      at += STRIDE;
    }
    return at < last ? at : bytes.length;
  }
}

let isVector = isSupported;

export function signsIn(bytes: Uint8Array): Signs {
  try {
    if (isVector) {
      return new VectorSigns(bytes);
    }
  } catch {
    // Engines reserve gigabytes of addresses for the memory of a module, and a system can have a limit for them.
    isVector = false;
  }
  return new PlainSigns(bytes);
}
