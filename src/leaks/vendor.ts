import { EVIDENCE, type EvidenceId } from './evidence';
import { largePattern } from './largePattern';
import { type Lines, onceAText } from './lines';
import { type Role, roleOf, wordsOf } from './names';
import { nearestTo } from './nearest';
import { HOSTS, SERVICES } from './services';

/**
 * Fleetio's name as it is written, also inside other names such as `fleetioToken`; not the other products that it is a part
 * of: `TrackFleetio`, `FleetIoT`, `fleet-ios`.
 */
const VENDOR =
  /(?<!track[-_ ]?|car[-_ ]?|Track[-_ ]?|Car[-_ ]?|TRACK[-_ ]?|CAR[-_ ]?)(?:FLEET[-_.]?IO(?![ST](?![A-Z]))|[Ff]leet[-_.]?[Ii][Oo](?!us|[SsTt](?![a-z])))/g;
/** Cheap to look for, so that the pattern only runs where it can match. */
const VENDOR_STEM = /fleet/i;
/** The same in all ways to write it that the pattern knows; found in bytes much faster than a text is made of them. */
const STEM_BYTES = ['fleet', 'Fleet', 'FLEET'].map((stem) => Buffer.from(stem));
/** What all of these names have, as an extended expression of git's without regard to case; others have it, too. */
export const VENDOR_FOR_GIT = 'fleet[-_.]?io';

/** Addresses of other APIs. Pages, schemas and licences are not APIs. */
const OTHER_API =
  /https?:\/\/(?![\w.-]*\bfleetio\.com|(?:json-?)?schemas?\.)(?:(?:[\w-]+\.)*api[.-][\w.-]+|[\w.-]+(?::\d+)?\/(?:[\w-]+\/){0,3}(?:api\d*|rest|graphql|v\d+)(?![\w-]))|\bHost:[ \t]+(?![\w.-]*fleet|localhost|127\.)[\w-]+(?:\.[\w-]+)+|(?<=["'])api\.(?!fleetio\.)(?:[\w-]+\.)+(?:com|net|org|io|co|ai|app|dev|cloud|example|eu|uk|de|fr|us|ca|au)(?=["'])/gi;

/** Frameworks and services whose tokens look the same: forty digits after the word Token, or called account token. */
const LOOKALIKE =
  /\b(?:kobo(?:toolbox)?|django|rest_?framework|drf|api\.github|octokit|redash|ghe?_token|github[_ -]?token|gitea|netbox|seatable|pagerduty|influxdb|deepgram|btcpay|postmark|logz\.?io|merge\.?dev|twilio|readthedocs|gh api|zulip|opsgenie|hetzner|discourse|tiingo|todoist|particle\.io)\b/
    .source;

const OTHER_SERVICE = `(?<![a-z])(?:${SERVICES.join('|')})(?![a-z])`;
/** A service in the name of another value says nothing of this one. */
const NO_NAME = '(?!\\w*["\']?[ \\t]*[=:][ \\t]*[^\\s{[(|>&])';
const HEADING = largePattern(OTHER_SERVICE + NO_NAME, 'gi');
const LOOKALIKES = largePattern(LOOKALIKE, 'gi');
const HEADING_OF_LOOKALIKE = largePattern(LOOKALIKE + NO_NAME, 'gi');
const OTHER_SERVICES = largePattern(OTHER_SERVICE, 'gi');
const NO_HOSTS = SERVICES.filter((name) => !HOSTS.includes(name));
const OWNERS = largePattern(`(?<![a-z])(?:${NO_HOSTS.join('|')})(?![a-z])`, 'gi');
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

/** A parameter of an address that has nothing to do with Fleetio. */
const PARAMETER =
  /https?:\/\/(?!localhost|127\.|10\.|192\.168\.|\[|[^\s"'`<>]*fleet)[\w.-]+[^\s"'`<>]*[?&][\w.[\]-]+=$/i;

/** A comment that begins with whose a value is: `// Mailchimp`, `# samsara key`. */
const WHOSE = largePattern(`\\s(?:\\/\\/|#) ?${OTHER_SERVICE}(?!.*fleet)`, 'i');

/** Before a name that is a value. */
const ASSIGNED = /[=:]\s*["':]?$/;
const PARAGRAPH_END = /\n[ \t]*\r?\n/;
const KEY = /(?<!\w)[0-9a-f]{40}(?!\w)/;

/** "Near", in lines; and in characters, for files that are one line. */
const NEAR = { lines: 20, characters: 2500 };
const SAME_LINE = 250;

/** @returns whether Fleetio is named in a text. */
export function namesVendor(text: string): boolean {
  return VENDOR_STEM.test(text) && text.search(VENDOR) >= 0;
}

/** The same of the content of a file, or of a piece of it: in any encoding but UTF-16, the name is written in these bytes. */
export function bytesNameVendor(bytes: Buffer): boolean {
  return STEM_BYTES.some((stem) => bytes.includes(stem)) && namesVendor(bytes.toString('latin1'));
}

/** A name with Fleetio's in it, as something is bound to. */
const BOUND = /(?<![\w-])[\w-]*fleet[-_]?io[\w-]*(?=["']?\s*[=:])/gi;
const OF_SECRETS: ReadonlySet<Role | undefined> = new Set(['key', 'secret', 'account-token']);

/** Whether a text calls something a secret of Fleetio: `FLEETIO_API_KEY=`, wherever its value comes from. */
export const namesSecret = onceAText(({ text }): boolean =>
  [...text.matchAll(BOUND)].some(([name]) => OF_SECRETS.has(roleOf(name)) && namesVendor(name)),
);

/** Where Fleetio and its rivals are named in a file; found once a file, asked for every value. */
export class Surroundings {
  /** Both are looked for when the first value is judged. */
  private vendor: readonly number[] | undefined;
  private rivals: readonly (readonly number[])[] | undefined;
  private readonly pathNamesVendor: boolean;
  private otherInPath: boolean | undefined;
  private ofLookalike: boolean | undefined;

  constructor(
    private readonly lines: Lines,
    private readonly path: string | undefined,
    private readonly fleetioWorkspace: boolean,
  ) {
    this.pathNamesVendor = path === undefined || namesVendor(path);
  }

  /**
   * What speaks for and against Fleetio around an offset.
   * @param isDoubtful whether what is near speaks against it even where Fleetio is nearer.
   */
  evidenceAt(offset: number, isDoubtful = false): EvidenceId[] {
    this.vendor ??= VENDOR_STEM.test(this.lines.text) ? placesOf(VENDOR, this.lines.text) : [];
    const vendor = nearestTo(this.vendor, offset);
    const distance = isDoubtful ? Infinity : Math.abs((vendor ?? Infinity) - offset);
    this.rivals ??= RIVALS.map(({ pattern }) => placesOf(pattern(), this.lines.text));
    const places = this.rivals;
    const rivals = RIVALS.flatMap(({ evidence, onlyBefore = false, within = NEAR.lines }, at) => {
      const rival = nearestTo(places[at] ?? [], offset, onlyBefore);
      const isNear =
        rival !== undefined &&
        this.isNear(rival, offset, within) &&
        Math.abs(rival - offset) < distance &&
        !(EVIDENCE[evidence].kind === 'service' && this.isOver(rival, offset));
      return isNear ? [rival > offset ? (BELOW[evidence] ?? evidence) : evidence] : [];
    });
    const closeness = this.closeness(offset, vendor);
    const ofPath =
      closeness === 'vendor-workspace' && this.pathNamesOther() ? (['other-service'] as const) : [];
    const ofFile = closeness !== 'vendor-line' && this.isFileOfLookalike() ? (['lookalike'] as const) : [];
    const onLine =
      closeness !== 'vendor-line' && this.isServiceOnLine(offset) ? (['other-service-line'] as const) : [];
    const before = this.lines.text.slice(Math.max(0, offset - SAME_LINE), offset);
    // A proxy of one's own is spoken of where Fleetio is.
    const isFar = closeness === undefined || closeness === 'vendor-workspace';
    const ofAddress = isFar && PARAMETER.test(before) ? (['parameter-of-other'] as const) : [];
    return [
      ...(closeness ? [closeness] : []),
      ...ofAddress,
      ...new Set([...rivals, ...ofPath, ...ofFile, ...onLine]),
    ];
  }

  /** Whether another service is named in the path or, less clear a name, in that of the file. */
  private pathNamesOther(): boolean {
    const { path = '' } = this;
    this.otherInPath ??=
      path.search(LOOKALIKES()) >= 0 || path.slice(path.lastIndexOf('/') + 1).search(OTHER_SERVICES()) >= 0;
    return this.otherInPath;
  }

  /** Whether a file is called after a service with tokens of the same shape: `KoboService.php`. */
  private isFileOfLookalike(): boolean {
    const name = (this.path ?? '').slice((this.path ?? '').lastIndexOf('/') + 1);
    this.ofLookalike ??= !namesVendor(name) && wordsOf(name).search(LOOKALIKES()) >= 0;
    return this.ofLookalike;
  }

  /** Whether another service is named before an offset on its line, or in a comment that ends the line. */
  private isServiceOnLine(offset: number): boolean {
    const line = this.lines.at(offset);
    const start = Math.max(this.lines.start(line), offset - SAME_LINE);
    const after = this.lines.text.slice(offset, Math.min(this.lines.end(line), offset + SAME_LINE));
    const before = this.lines.text.slice(start, offset);
    return [LOOKALIKES, OWNERS].some((one) => before.search(one()) >= 0) || WHOSE().test(after);
  }

  /** Whether a name is a value itself, as in `method = :postmark`, and the paragraph that it says something of is over. */
  private isOver(name: number, offset: number): boolean {
    const { text } = this.lines;
    return (
      name < offset &&
      ASSIGNED.test(text.slice(this.lines.start(this.lines.at(name)), name)) &&
      PARAGRAPH_END.test(text.slice(name, offset))
    );
  }

  /** Whether Fleetio is named in another paragraph, that has a key of its own. */
  private isOfOtherParagraph(vendor: number, offset: number): boolean {
    const { text } = this.lines;
    const [first, last] = vendor < offset ? [vendor, offset] : [offset, vendor];
    if (!PARAGRAPH_END.test(text.slice(first, last))) {
      return false;
    }
    const around = Math.max(0, vendor - NEAR.characters);
    const before = text.slice(around, vendor).split(PARAGRAPH_END).at(-1) ?? '';
    const [after = ''] = text.slice(vendor, vendor + NEAR.characters).split(PARAGRAPH_END, 1);
    return KEY.test(before) || KEY.test(after);
  }

  private closeness(offset: number, vendor: number | undefined): EvidenceId | undefined {
    const isOnLine = vendor !== undefined && this.lines.at(vendor) === this.lines.at(offset);
    if (isOnLine && Math.abs(vendor - offset) <= SAME_LINE) {
      return 'vendor-line';
    }
    if (vendor !== undefined && this.isNear(vendor, offset)) {
      return this.isOfOtherParagraph(vendor, offset) ? 'vendor-apart' : 'vendor-near';
    }
    if (vendor !== undefined || this.pathNamesVendor) {
      return 'vendor-file';
    }
    return this.fleetioWorkspace ? 'vendor-workspace' : undefined;
  }

  private isNear(one: number, other: number, lines: number = NEAR.lines): boolean {
    return (
      Math.abs(one - other) <= NEAR.characters && Math.abs(this.lines.at(one) - this.lines.at(other)) <= lines
    );
  }
}

const placesOf = (pattern: RegExp, text: string): number[] =>
  [...text.matchAll(pattern)].map(({ index }) => index);
