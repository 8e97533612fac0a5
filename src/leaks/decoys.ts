import type { Run } from './hexRuns';

/**
 * Places in which a hexadecimal value is a digest, a revision or a part of an address, whatever its name says. Each side is
 * matched against what stands right before or right after the value, in its line.
 */
const PLACES: readonly { readonly before?: RegExp; readonly after?: RegExp }[] = [
  // Parts of paths and addresses: permalinks, caches, fingerprinted assets.
  { before: /[\w.~%)}-][/\\]$/ },
  // But `\n`, and what ends a paragraph, a line or a cell in RTF.
  { after: /^(?:\/|\\(?![nrt]|(?:par|line|cell)\b))[\w.]/ },
  { before: /[\w}]-$/ },
  { after: /^[-_.]\w/ },
  // The last part of a name with dots, as tests in dbt have it, and names of chunks by their numbers in bundles.
  { before: /\w\.$/ },
  { before: /[{,]\d+:["']$/, after: /^["'](?:,\d+:["'][0-9a-f]{8}|\}\[)/ },
  // What a text is found by in lists of translations.
  {
    after:
      /^["']\s*:\s*\{\s*["'](?:src|source|message|defaultMessage|msg|string|text|context|description|[a-z]{2})["']\s*:/,
  },
  // Links to commits by their short names.
  { before: /\[`?$/, after: /^`?\]\([^)\s]*\/commits?\// },
  // Pins and fragments: `uses: owner/name@…`, `….tgz#…`, image digests.
  { before: /[\w)\]]@(?:[\w.-]+:)?$/ },
  { before: /[\w/]#$/ },
  { before: /\.git["']?[\s,]+["']?$/ },
  // Versions of packages: Maven's coordinates in Gradle and in sbt.
  { before: /["'(][a-z][\w-]*(?:\.[\w-]+)+:[\w.-]+:$/i },
  { before: /["']\s+%{1,3}\s+["'][\w.-]+["']\s+%\s+["']$/ },
  { before: /\bSRCREV\w*\s*[?:]*=\s*["']$/ },
  { before: /\b(?:sha-?\d*|md5)[-:=/]\s*$/i },
  { before: /\bh1:$/ },
  // Git: conflict markers, ranges, headers of objects, lists of refs, logs.
  { before: /^(?:<{7}|\|{7}|={7}|>{7}) $/ },
  { before: /[0-9a-f]\.\.\.?$/ },
  { after: /^\.\.\.?(?:[0-9a-f]|HEAD\b)/ },
  {
    before:
      /^[-+ ]?(?:\s*\S+\s+)?(?:commit|tree|parent|object|index|merge|pick|fixup|squash|reword|edit|drop|from) $/i,
  },
  {
    before:
      /\b(?:subproject commit|reverts commit|picked from commit|fixes|see commit|in commit|at commit) $/i,
  },
  // In a sentence, a commit is where or since when something is so.
  { before: /[a-z)] (?:in|at|for|since|from|until|before|after) [`(]?$/ },
  {
    before:
      /\b(?:deployed|released|shipped|built|merged|tagged|landed|reverted|rolled back) (?:as|to|with|by) [`(]?$/i,
  },
  { after: /^\^?\{?\}?\s+refs\// },
  { before: /^\^$/ },
  { after: /^\s+\((?:HEAD|tag:|origin\/)/ },
  { before: /\bgit\s+(?:-\S+\s+)*[a-z-]+(?:\s+-\S+)*\s+$/ },
  // What logs count requests and their parts by, and application ids: `span=…`, `1:1234:web:…`.
  { before: /\b(?:span|trace|req(?:uest)?|corr\w*|txn|job|run|task|event|msg)(?:[_.-]?id)?=$/i },
  { before: /\d:\w+:$/ },
  // Images of containers: `owner/name:…`, and annotations that make them start anew.
  { before: /(?:^|[\s"'=])[\w.-]+(?:\/[\w.-]+)+:$/ },
  { before: /\bchecksum\/[\w.-]+["']?:\s*["']?$/ },
  // What a digest of something has to be, in a test.
  { before: /\b(?!hasHeader)(?:sha_?\d*|md5|hash\w*|digest|checksum|hexdigest|hmac)\(.*["'`]$/i },
  // What a server of one's own is asked with, as frameworks and their tests call the header.
  { before: /\bHTTP_AUTHORIZATION["'\]]*\s*(?:[=:,]|=>)\s*[bf]?["']\w* $/ },
  // A token of one's own server, in Django REST framework.
  { before: /\bToken\.objects\.\w+\([^)]*["']$/ },
  { before: /["']authtoken\.token["'],\s*["']pk["']:\s*["']$/ },
  // Lists of names, revisions and days.
  { before: /^[\w.@/-]+\s{2,}$/, after: /^\s+\d{4}-\d\d-\d\d/ },
  // What a form carries so that nobody else can send it.
  { before: /\bname=["'](?:_token|authenticity_token|csrf[\w-]*)["'][^<>]*$/i },
  // Lists of files with their sums: `"app/auth.js": "`; comments on parts of a database.
  {
    before:
      /["'](?:[\w.@-]*\/[\w./@-]*\.\w{1,8}|[\w.-]+\.(?:[cm]?[jt]sx?|s?css|less|html?|json|map|png|svg|jpe?g|gif|ico|webp|pdf|woff2?|ttf|eot|wasm|py|rb|php|java|go|rs|cs|kt|swift|vue|lua|sh|bat|ps1|sql|csv|md|txt|xml|ya?ml|toml|so|dll))["']\]?\s*(?::|=>|=)\s*["']$/i,
  },
  { before: /["'\w]\s+IS ["']$/ },
  // Sums of passwords, with their salt, and those that Subversion keeps.
  { before: /(?:^|\W)(?:sha\d+|md5|pbkdf2\w*|argon2\w*|s?crypt)\$(?:\w+\$)*$/ },
  // Revisions that Capistrano logs.
  { before: /\bBranch \S+ \(at $/ },
  // Cookies: as servers set them, and several in one text.
  {
    before: /(?:^|[\s"'])(?![\w.-]*(?:fleet|key))[\w.-]+=$/i,
    after: /^;\s*(?:path=\/|expires=\w{3},|max-age=\d|httponly\b|samesite=)/i,
  },
  {
    before:
      /\b(?:set-)?cookie["']?\s*(?:[:=]|=>)\s*["'[]{0,2}(?:[^"'\n]*;\s*)?(?![\w.-]*(?:fleet|key))[\w.-]+=$/i,
  },
  // Output of sha1sum and its kin.
  { before: /\b(?:SHA|MD|BLAKE|RMD)[\w-]*\s?\([^)]*\)\s?= $/i },
  { before: /^\\?$/, after: /^ [ *]\S+$/ },
];

/** How much of the line is looked at on each side. */
const LOOK = 80;

/** Whether a value stands where digests, revisions and addresses stand. */
export function isInDecoyPlace(text: string, { start, end }: Run): boolean {
  const from = text.slice(Math.max(0, start - LOOK), start);
  const before = from.slice(from.lastIndexOf('\n') + 1);
  const after = /^[^\r\n]*/.exec(text.slice(end, end + LOOK))?.[0] ?? '';
  return PLACES.some((place) => (place.before?.test(before) ?? true) && (place.after?.test(after) ?? true));
}

/** Files that package managers write, and lists of commits: full of sums and revisions. */
const LOCK_FILES =
  /^(?:\.git-blame-ignore-revs|.*\.sum|Cartfile(?:\.\w+)?|.*[.-]lock(?:\.\w+)?|.*\.lockfile|(?:[\w.]+\.)?lock\.(?:json|yaml|yml|hcl|toml)|npm-shrinkwrap\.json|Package\.resolved|packages\.lock\.json|\.yarn-integrity|Manifest\.lock)$/is;

export function isLockFile(path: string): boolean {
  return LOCK_FILES.test(path.slice(path.lastIndexOf('/') + 1));
}
