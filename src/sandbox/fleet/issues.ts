import { stamps, type Collection, type Draft, type Turn } from './collection';
import { day, type Fleet } from './fleet';
import { ISSUE_PRIORITIES } from './lookups';
import { ATTACHMENTS, userStub } from './people';
import { scheduled } from './scheduled';

const DAY = 86_400_000;

const SUMMARIES = [
  'Check engine light on',
  'Left rear tire loses pressure',
  'Windshield chipped on the passenger side',
  'Air conditioning blows warm',
  'Squealing when braking',
  'Reverse alarm silent',
  'Cargo door does not lock',
  'Coolant low again — leak?',
] as const;

const CODES = [
  { code: 'P0420', name: 'Catalyst System Efficiency Below Threshold (Bank 1)' },
  { code: 'P0171', name: 'System Too Lean (Bank 1)' },
  { code: 'P0300', name: 'Random/Multiple Cylinder Misfire Detected' },
  { code: 'SPN 3216 FMI 4', name: 'Aftertreatment 1 Intake NOx Sensor: voltage below normal' },
] as const;

/** fleetio-api.md section 6.7. */
export function issues(fleet: Fleet): Collection {
  const schedule = fleet.schedules.issue;
  const courseAt = (place: number): Course => course(fleet, place, schedule.timeAt(place));
  return scheduled(fleet, 'issues', schedule, (turn) => issue(fleet, turn), {
    rising: ['reported_at'],
    fields: {
      reported_at: (place) => new Date(schedule.timeAt(place)),
      state: (place) => courseAt(place).state,
      due_date: (place) => dayOrNull(courseAt(place).due),
      resolved_at: (place) => resolution(courseAt(place)),
      number: (place) => String(place + 1),
      equipment_id: () => null,
      reported_by_id: (place) => fleet.id('contacts', reporter(fleet, schedule.vehicleAt(place), place)),
    },
  });
}

function issue(fleet: Fleet, { place, vehicle, time }: Turn): Draft {
  const draw = fleet.draw('issue', place);
  const { today } = fleet.plan;
  const fate = course(fleet, place, time);
  const { state, settledAt, due } = fate;
  const by = userStub(fleet, reporter(fleet, vehicle, place));
  const priority = draw.integer(0, ISSUE_PRIORITIES.length - 1);
  const overdue = state === 'Open' && due !== undefined && due < today;
  return {
    number: String(place + 1),
    name: null,
    summary: draw.one(SUMMARIES),
    description: draw.chance(0.2) ? 'Noticed on the morning round.' : null,
    state,
    reported_at: new Date(time),
    resolved_at: resolution(fate),
    closed_at: state === 'Closed' ? new Date(settledAt) : null,
    due_date: dayOrNull(due),
    due_meter_value: null,
    due_primary_meter_value: null,
    due_secondary_meter_value: null,
    overdue,
    reported_by: by,
    resolved_by: state === 'Resolved' ? by : null,
    closed_by: state === 'Closed' ? by : null,
    resolved_note: null,
    closed_note: state === 'Closed' ? 'Not reproduced.' : null,
    asset_type: 'Vehicle',
    asset: { id: fleet.id('vehicles', vehicle), name: fleet.name(vehicle) },
    vehicle: fleet.vehicleStub(vehicle),
    equipment: null,
    resolvable_type: null,
    resolvable: null,
    creation_type: 'Manual',
    fault: null,
    fault_rule: null,
    issue_priority: { id: fleet.id('issue_priorities', priority), ...ISSUE_PRIORITIES[priority] },
    submitted_inspection_form: null,
    assigned_contacts: [],
    labels: [],
    custom_fields: {},
    attachment_permissions: ATTACHMENTS,
    comments_count: 0,
    images_count: 0,
    documents_count: 0,
    watchers_count: 1,
    // Last: a literal that begins with a spread is built field by field.
    ...stamps(time + 60_000),
  };
}

interface Course {
  readonly state: 'Open' | 'Closed' | 'Resolved';
  readonly settledAt: number;
  readonly due: number | undefined;
}

/** What became of an issue. */
function course(fleet: Fleet, place: number, time: number): Course {
  const draw = fleet.draw('issue course', place);
  const settledAt = time + draw.integer(5, 700) * 3_600_000;
  const settled = settledAt <= fleet.plan.today;
  return {
    state: settled ? draw.one(['Open', 'Closed', 'Resolved', 'Resolved', 'Resolved'] as const) : 'Open',
    settledAt,
    due: draw.chance(0.5) ? time + draw.integer(3, 30) * DAY : undefined,
  };
}

/** What the vehicles' own diagnosis reported. */
export function faults(fleet: Fleet): Collection {
  return scheduled(
    fleet,
    'faults',
    fleet.schedules.fault,
    ({ place, vehicle, time }) => ({
      ...stamps(time),
      vehicle_id: fleet.id('vehicles', vehicle),
      vehicle: fleet.vehicleStub(vehicle),
      ...fleet.draw('fault', place).one(CODES),
      last_occurred_at: new Date(time),
      count: fleet.draw('fault count', place).integer(1, 9),
    }),
    { rising: ['last_occurred_at'] },
  );
}

/** Which codes become issues by themselves. */
export const FAULT_RULES: readonly Draft[] = CODES.map(({ code, name }) => ({
  code,
  name,
  creates_issue: true,
  ...stamps(Date.UTC(2024, 1, 1, 15)),
}));

function resolution({ state, settledAt }: Course): Date | null {
  return state === 'Resolved' ? new Date(settledAt) : null;
}

function dayOrNull(time: number | undefined): string | null {
  return time === undefined ? null : day(time);
}

function reporter(fleet: Fleet, vehicle: number, place: number): number {
  return fleet.driver(vehicle, place % 3);
}
