import { FleetioError } from '../../fleetio/errors';
import { redactor, REDACTED, withoutSecrets, type Redact } from '../../fleetio/redact';

/** Fields that are called after a secret, in whatever an account keeps: custom fields have any name. */
const SECRET_FIELD = /^(?:(?:api|access)[_ -]?(?:key|token)|(?:account[_ -]?)?token|authorization)$/i;

/** Stands between tools and a language model, so that no secret reaches it whatever is asked and whatever a record holds. */
export class SecretGuard {
  private readonly withoutStored: Redact;
  private readonly redact: Redact;

  /** @param stored the keys and account tokens that are stored. */
  constructor(stored: Iterable<string>) {
    const known = [...stored];
    this.withoutStored = withoutSecrets(known);
    this.redact = redactor(known);
  }

  /** @throws FleetioError `invalidRequest` when a text holds a stored secret: it would go into a URL or into code. */
  refuse(text: string): void {
    if (this.withoutStored(text) !== text) {
      throw new FleetioError('invalidRequest', 'An API key or an account token has no place in here.', {
        nextStep: 'Leave it out: the tools use the stored key by themselves.',
      });
    }
  }

  /** Compact JSON without secrets. Each text is looked at by itself, so that what is taken out leaves JSON. */
  json(value: unknown): string {
    return JSON.stringify(value, (name, inner: unknown) => {
      if (typeof inner !== 'string') {
        return inner;
      }
      return SECRET_FIELD.test(name) ? REDACTED : this.redact(inner);
    });
  }
}
