/** The date versions of Fleetio's API, oldest first (fleetio-api.md section 2). */
export const API_VERSIONS = ['2023-03-01', '2024-01-01', '2024-03-15', '2024-06-30', '2025-05-05'] as const;

/** A date version that an API key is locked to and that `X-Api-Version` names. */
export type ApiVersion = (typeof API_VERSIONS)[number];

/** The version new keys get and new code should pin. */
export const NEWEST_API_VERSION: ApiVersion = '2025-05-05';

/** From this version on, paths carry no number of a generation (fleetio-api.md section 2). */
export const NUMBERLESS_SINCE: ApiVersion = '2025-05-05';

/** True when `text` is a version this client knows how to speak. */
export function isApiVersion(text: string): text is ApiVersion {
  return (API_VERSIONS as readonly string[]).includes(text);
}

/** True when `version` is `since` or newer; the date strings sort as dates. */
export function isAtLeast(version: ApiVersion, since: ApiVersion): boolean {
  return version >= since;
}
