import type { EvidenceId } from './evidence';
import { depthTo, indentOf, isBlockOver } from './indents';
import { largePattern } from './largePattern';
import type { Lines } from './lines';
import { wordsOf } from './names';
import { Nearby } from './nearby';
import { nearestTo } from './nearest';
import { OTHER_SERVICE, OWNERS } from './services';
import { namesVendor, placesOfVendor } from './vendor';

/**
 * Addresses of other APIs: by their paths or hosts, above the headers that are sent there, and in `.netrc`. Pages, schemas and
 * licences are not APIs.
 */
const OTHER_API =
  /(?:https?|wss?):\/\/(?![\w.-]*\bfleetio\.com|(?:json-?)?schemas?\.)(?:(?:[\w-]+\.)*api[.-][\w.-]+|[\w.-]+(?::\d+)?\/(?:[\w-]+\/){0,3}(?:api\d*|rest|graphql|v\d+)(?![\w-])|[\w-]+(?:\.[\w-]+)+[^\s"'`]{0,200}(?=["']?,?[ \t]*\r?\n[ \t]*["']?headers?["']?[ \t]*:))|\bmachine[ \t]+(?![\w.-]*fleet)[\w-]+(?:\.[\w-]+)+|(?<=["'])api\.(?!fleetio\.)(?:[\w-]+\.)+(?:com|net|org|io|co|ai|app|dev|cloud|example|eu|uk|de|fr|us|ca|au)(?=["'])/gi;

/** A request, as it is sent, to somebody else, without Fleetio's name in it or right above it. */
const OTHER_HOST =
  /HTTP\/(?<![Ff]leet[-_]?[Ii]o[^\n]{0,200}(?:\n[^\n]{0,200}){0,3}HTTP\/)[\d.]+\r?\n(?:[ \t>]{0,12}[\w-]+:[^\n]*\n){0,5}[ \t>]{0,12}Host:[ \t]+(?![\w.-]*fleet|localhost)(?:[\w-]+\.)+[a-z]{2,}/g;

/** Frameworks and services whose tokens look the same: forty digits after the word Token, or called account token. */
const LOOKALIKE =
  /\b(?:kobo(?:toolbox)?|django|rest_?framework|drf\w*|api\.github|octokit|redash|ghe?_token|github[_ -]?token|gitea|netbox|seatable|pagerduty|influxdb|deepgram|btcpay|postmark|logz\.?io|merge\.?dev|twilio|readthedocs|gh api|api[-/]token[-_]auth|obtain_auth_token|zulip|opsgenie|hetzner|discourse|tiingo|todoist|particle[-_.]?(?:io|api|cli|iot)\w*)\b/
    .source;

/** A service in the name of another value says nothing of this one. */
const NO_NAME = '(?!\\w*["\']?[ \\t]*[=:][ \\t]*[^\\s{[(|>&])';
const HEADING = largePattern(OTHER_SERVICE + NO_NAME, 'gi');
const LOOKALIKES = largePattern(LOOKALIKE, 'gi');
const HEADING_OF_LOOKALIKE = largePattern(LOOKALIKE + NO_NAME, 'gi');
/** In the name of a file; WordPress calls its salts keys. */
const OTHER_FILES = largePattern(`${OTHER_SERVICE}|wp-config|^fabric\\.`, 'gi');
/** Services before whose tokens the word token stands in lower case. */
const LOWER_CASE = /\bapi\.github\b/gi;
const OWNER = largePattern(`(?<![a-z])(?:${OWNERS.join('|')})(?![a-z])`, 'gi');
const ADDRESS_OF_SERVICE = largePattern(`https?://[\\w.-]{0,40}${OTHER_SERVICE}`, 'gi');

/** Users of one's own have their tokens beside their passwords. */
const OWN_USER = /\b(?:encrypted_password|password_digest)["']?\s*(?:=>|[:=])/gi;

/** What speaks against Fleetio where it is nearer; a heading speaks only for what comes after it. */
const RIVALS: readonly {
  readonly pattern: () => RegExp;
  readonly evidence: EvidenceId;
  readonly onlyBefore?: boolean;
  /** How near it has to be, in lines, where that is nearer than usual. */
  readonly within?: number;
}[] = [
  { pattern: () => OTHER_API, evidence: 'other-api' },
  { pattern: () => OTHER_HOST, evidence: 'other-api' },
  { pattern: HEADING_OF_LOOKALIKE, evidence: 'lookalike' },
  { pattern: HEADING, evidence: 'other-service', onlyBefore: true },
  { pattern: () => OWN_USER, evidence: 'other-service', onlyBefore: true, within: 3 },
  { pattern: ADDRESS_OF_SERVICE, evidence: 'other-service' },
];

/** What comes after a value says less of it. */
const BELOW: Readonly<Partial<Record<EvidenceId, EvidenceId>>> = {
  'other-api': 'other-api-below',
  lookalike: 'lookalike-below',
};
/** And what comes before it on its line more. */
const ON_LINE: Readonly<Partial<Record<EvidenceId, EvidenceId>>> = { 'other-api': 'other-api-line' };

/** In the name of a file, in lower case with blanks: what is in it are sums, or tests of what makes them. */
const OF_SUMS =
  /(?<![a-z])(?:sha ?\d+|md5|hashes|hashing|check ?sums?|e ?tags?|finger ?prints|thumb ?prints)(?![a-z])|^(?:test )?vectors(?![a-z])/;

/** The path of tests of what one's own server answers, as Rails and Laravel have them. */
const OF_OWN_SERVER =
  /(?:^|\/)(?:spec\/(?:requests|controllers)|test\/(?:controllers|functional)|tests\/Feature)\//;

/** A parameter of an address that has nothing to do with Fleetio. */
const PARAMETER =
  /https?:\/\/(?!localhost|127\.|10\.|192\.168\.|\[|[^\s"'`<>]*fleet)[\w.-]+[^\s"'`<>]*[?&][\w.[\]-]+=$/i;

/** A comment that says nothing but whose a value is: `// Mailchimp`, `# samsara key`. */
const WHOSE = largePattern(
  `\\s(?:\\/\\/|#) ?${OTHER_SERVICE}(?:[' ](?:s )?(?:api |access )?(?:key|token|secret))?\\W*$`,
  'i',
);

/** A line up to its comment, and into that. */
const AFTER_CODE = /^[ \t]*[^\s#/][^\n]{0,200}[ \t](?:#|\/\/) [^\n]{0,200}$/;

/** `gitlab:`, `"slack": {`, alone on its line. */
const HEAD_OF_BLOCK = /^\s*["']?[\w.-]+["']?\s*(?::|=>?)\s*[{[]?\s*$/;

const DATA = /\.(?:ya?ml|json|har)$/i;
const PROSE = /\.(?:md|mdx|markdown|txt|rst|adoc|org)$/i;
/** An entry of a list in prose. */
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;

/** "Near", in lines; and in characters, for files that are one line. */
const NEAR = { lines: 20, characters: 2500 };
const SAME_LINE = 250;

/** Where Fleetio and its rivals are named in a file, asked for every value. Rivals are only looked for around values. */
export class Surroundings {
  /** One for each of `RIVALS`. */
  private readonly rivals: readonly Nearby[];
  private readonly lowerCase: Nearby;
  private readonly fileName: string;
  private readonly pathNamesVendor: boolean;
  /** Whether it says by its indents what belongs together. */
  private readonly isData: boolean;
  private readonly isProse: boolean;
  private otherInPath: boolean | undefined;
  private ofLookalike: boolean | undefined;
  private ofSums: boolean | undefined;

  constructor(
    private readonly lines: Lines,
    private readonly path: string | undefined,
    private readonly fleetioWorkspace: boolean,
  ) {
    this.rivals = RIVALS.map(({ pattern }) => new Nearby(lines.text, pattern));
    this.lowerCase = new Nearby(lines.text, () => LOWER_CASE);
    this.fileName = path?.slice(path.lastIndexOf('/') + 1) ?? '';
    this.pathNamesVendor = path === undefined || namesVendor(path);
    this.isData = DATA.test(path ?? '');
    this.isProse = PROSE.test(path ?? '');
  }

  /** What says how near Fleetio is named; undefined: nothing does. */
  closenessAt(offset: number): EvidenceId | undefined {
    const vendor = nearestTo(placesOfVendor(this.lines), offset);
    const isOnLine = (place: number | undefined): boolean =>
      place !== undefined &&
      Math.abs(place - offset) <= SAME_LINE &&
      this.lines.at(place) === this.lines.at(offset);
    // In a list that on the line below can be nearer than that on its own.
    if (isOnLine(vendor) || isOnLine(nearestTo(placesOfVendor(this.lines), offset, true))) {
      return 'vendor-line';
    }
    if (vendor !== undefined && this.isNear(vendor, offset)) {
      return 'vendor-near';
    }
    if (vendor !== undefined || this.pathNamesVendor) {
      return 'vendor-file';
    }
    return this.fleetioWorkspace ? 'vendor-workspace' : undefined;
  }

  /**
   * What speaks against Fleetio around an offset.
   * @param isLowerCase whether the scheme word stands there as other services write it.
   */
  othersAt(offset: number, closeness: EvidenceId | undefined, isLowerCase: boolean): EvidenceId[] {
    const distance = Math.abs((nearestTo(placesOfVendor(this.lines), offset) ?? Infinity) - offset);
    const isVendorOnLine = closeness === 'vendor-line';
    // What stands on the line of the value is nearer than all that does not.
    const isOnLine = (rival: number): boolean =>
      !isVendorOnLine &&
      rival < offset &&
      offset - rival <= SAME_LINE &&
      this.lines.at(rival) === this.lines.at(offset);
    const reach = Math.max(Math.min(distance, NEAR.characters), isVendorOnLine ? 0 : SAME_LINE);
    const rivals = RIVALS.flatMap(({ evidence, onlyBefore = false, within = NEAR.lines }, at) => {
      const rival = nearestTo(this.rivals[at]?.around(offset, reach) ?? [], offset, onlyBefore);
      const isNear =
        rival !== undefined &&
        this.isNear(rival, offset, within) &&
        (Math.abs(rival - offset) < distance || isOnLine(rival)) &&
        !this.isWithVendor(rival, offset) &&
        !this.isInBlockBefore(rival, offset) &&
        !this.isInBlockAfter(rival, offset) &&
        !this.isInCommentOn(rival, offset);
      if (!isNear) {
        return [];
      }
      const more = rival > offset ? BELOW : isOnLine(rival) ? ON_LINE : {};
      return [more[evidence] ?? evidence];
    });
    const further = isVendorOnLine ? [] : this.furtherAt(offset, closeness, isLowerCase);
    return [...new Set([...rivals, ...further])];
  }

  /** What else speaks against Fleetio where it is not named on the line. */
  private furtherAt(offset: number, closeness: EvidenceId | undefined, isLowerCase: boolean): EvidenceId[] {
    const before = this.lines.text.slice(Math.max(0, offset - SAME_LINE), offset);
    // A proxy of one's own is spoken of where Fleetio is.
    const isFar = closeness === undefined || closeness === 'vendor-workspace';
    const found: readonly (readonly [EvidenceId, boolean])[] = [
      ['parameter-of-other', isFar && PARAMETER.test(before)],
      ['other-service', closeness === 'vendor-workspace' && this.pathNamesOther()],
      ['other-file', this.isFileOfLookalike()],
      ['file-of-sums', this.isFileOfSums()],
      ['own-server', closeness === 'vendor-workspace' && OF_OWN_SERVER.test(this.path ?? '')],
      ['lookalike', isLowerCase && this.isBelowLowerCase(offset)],
      ['other-service-line', this.isServiceOnLine(offset)],
    ];
    return found.flatMap(([id, isFound]) => (isFound ? [id] : []));
  }

  /** Whether another service is named in the path or, less clear a name, in that of the file. */
  private pathNamesOther(): boolean {
    this.otherInPath ??=
      (this.path ?? '').search(LOOKALIKES()) >= 0 || this.fileName.search(OTHER_FILES()) >= 0;
    return this.otherInPath;
  }

  /** Whether a file is called after a service with tokens of the same shape: `KoboService.php`. */
  private isFileOfLookalike(): boolean {
    const name = this.fileName;
    this.ofLookalike ??=
      !this.pathNamesVendor && [name, wordsOf(name)].some((one) => one.search(LOOKALIKES()) >= 0);
    return this.ofLookalike;
  }

  private isFileOfSums(): boolean {
    this.ofSums ??= !this.pathNamesVendor && OF_SUMS.test(wordsOf(this.fileName));
    return this.ofSums;
  }

  private isBelowLowerCase(offset: number): boolean {
    const place = nearestTo(this.lowerCase.around(offset, NEAR.characters), offset, true);
    return place !== undefined && this.isNear(place, offset);
  }

  /** Whether another service is named before an offset on its line, or in a comment that ends the line. */
  private isServiceOnLine(offset: number): boolean {
    const line = this.lines.at(offset);
    const start = Math.max(this.lines.start(line), offset - SAME_LINE);
    const after = this.lines.text.slice(offset, Math.min(this.lines.end(line), offset + SAME_LINE));
    const before = this.lines.text.slice(start, offset);
    return [LOOKALIKES, OWNER].some((one) => before.search(one()) >= 0) || WHOSE().test(after);
  }

  /** Whether another service is named on another line, together with Fleetio: `# odometers from Samsara to Fleetio`. */
  private isWithVendor(rival: number, offset: number): boolean {
    const line = this.lines.at(rival);
    const vendor = nearestTo(placesOfVendor(this.lines), rival);
    return vendor !== undefined && this.lines.at(vendor) === line && this.lines.at(offset) !== line;
  }

  /** Whether a name is in the comment that ends another line, and so on what that line says. */
  private isInCommentOn(name: number, offset: number): boolean {
    const line = this.lines.at(name);
    return (
      line !== this.lines.at(offset) && AFTER_CODE.test(this.lines.text.slice(this.lines.start(line), name))
    );
  }

  /** Whether a name is that of a block, as in YAML and JSON, or in one that has nothing to do with it, which ends before an offset. */
  private isInBlockBefore(name: number, offset: number): boolean {
    if (name > offset) {
      return false;
    }
    const [head, own] = [this.lines.at(name), this.lines.at(offset)];
    if (HEAD_OF_BLOCK.test(this.lines.line(head))) {
      return depthTo(this.lines, own, head) <= (indentOf(this.lines, head) ?? 0);
    }
    // Where the path is not known yet, nothing may be lost.
    const isUnknown = this.path === undefined;
    return (
      ((this.isData || isUnknown) && isBlockOver(this.lines, head, own)) ||
      ((this.isProse || isUnknown) && this.isItemOver(head, own))
    );
  }

  /** Whether another entry of a list has begun since a line in one. */
  private isItemOver(head: number, own: number): boolean {
    const indent = indentOf(this.lines, head);
    if (indent === undefined || !ITEM.test(this.lines.line(head))) {
      return false;
    }
    for (let line = head + 1; line <= own; line++) {
      if (ITEM.test(this.lines.line(line)) && (indentOf(this.lines, line) ?? 0) <= indent) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name comes after the end of the block in which Fleetio and a value are, as in YAML and JSON. */
  private isInBlockAfter(name: number, offset: number): boolean {
    if (name < offset || !(this.isData || this.path === undefined)) {
      return false;
    }
    const vendor = nearestTo(placesOfVendor(this.lines), offset, true);
    const own = this.lines.at(offset);
    const isOver = depthTo(this.lines, this.lines.at(name), own) < (indentOf(this.lines, own) ?? 0);
    return isOver && vendor !== undefined && !this.isInBlockBefore(vendor, offset);
  }

  private isNear(one: number, other: number, lines: number = NEAR.lines): boolean {
    return (
      Math.abs(one - other) <= NEAR.characters && Math.abs(this.lines.at(one) - this.lines.at(other)) <= lines
    );
  }
}
