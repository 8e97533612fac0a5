import type { JsonObject } from '../fleetio/json';
import type { Guesses } from './options';

type Change = (record: JsonObject, guesses: Guesses) => void;

/** What guesses change in a record, by its resource. */
const CHANGES: Readonly<Record<string, Change>> = {
  vehicles: statusColor('vehicle_status_color'),
  linked_vehicles: statusColor('vehicle_status_color'),
  vehicle_statuses: statusColor('color'),
  issues: (record, { overdueField }) => {
    const { overdue } = record;
    if (overdueField !== 'overdue' && overdue !== undefined) {
      Reflect.deleteProperty(record, 'overdue');
      record[overdueField] = overdue;
    }
  },
};

/** Changes a written record to what is guessed of Fleetio where its documentation is silent. */
export function applyGuesses(resource: string, record: JsonObject, guesses: Guesses): void {
  CHANGES[resource]?.(record, guesses);
}

const HEX: Readonly<Record<string, string>> = {
  green: '#2e8540',
  orange: '#e07b00',
  red: '#c9252d',
  yellow: '#f2c500',
};

function statusColor(field: string): Change {
  return (record, guesses) => {
    if (guesses.statusColor === 'hex') {
      record[field] = HEX[String(record[field])] ?? record[field];
    }
  };
}
