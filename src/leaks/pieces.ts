/**
 * How large files and blobs are cut, in bytes: pieces that little memory is enough for, with so much in common that what
 * speaks for a value is in one of them with it.
 */
export const PIECE = { length: 1024 * 1024, shared: 64 * 1024 };
