import type { Rule } from '../finding';

interface RuleText {
  readonly name: string;
  readonly short: string;
  readonly full: string;
  readonly help: string;
  /** How bad it is, from 0 to 10, as code scanning services count it. */
  readonly severity: string;
}

const ROTATE =
  'Where it was committed, deleting it is not enough: who has the repository has the key. Make a new one in Fleetio under Account Menu, API Keys, put it where the program reads its secrets, and revoke this one.';

/** What is said of each rule, in every kind of report. */
export const RULE_TEXTS: Readonly<Record<Rule, RuleText>> = {
  'fleetio-api-key': {
    name: 'FleetioApiKey',
    short: 'Fleetio API key',
    full: 'A Fleetio API key is written out. Who has it can do in Fleetio what its user can.',
    help: ROTATE,
    severity: '9.0',
  },
  'fleetio-access-token': {
    name: 'FleetioAccessToken',
    short: 'Fleetio access token or client secret',
    full: 'An access token or client secret for Fleetio is written out.',
    help: ROTATE,
    severity: '9.0',
  },
  'fleetio-account-token': {
    name: 'FleetioAccountToken',
    short: 'Fleetio account token',
    full: 'A Fleetio account token is written out. It names the account and opens nothing without a key.',
    help: 'It is an identifier more than a secret. Read it from the same place as the key, so that the code works with any account.',
    severity: '3.0',
  },
};
