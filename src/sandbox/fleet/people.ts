import { archivedBefore, stamps, type Collection, type Draft } from './collection';
import { CITIES } from './cities';
import { day, type Fleet } from './fleet';
import { CONTACT_RENEWALS, GROUPS } from './lookups';

const FIRST_NAMES = [
  ...['Ana', 'Ben', 'Chidi', 'Dolores', 'Émile', 'Fatima', 'Grace', 'Hiro', 'Ingrid', 'Jamal', 'Kim', 'Lena'],
  ...['Marcus', 'Nadia', 'Oscar', 'Priya', 'Quinn', 'Rosa', 'Søren', 'Tariq', 'Uma', 'Victor', 'Wen', 'Zoë'],
];
const LAST_NAMES = [
  ...['Abbott', 'Bianchi', 'Carter', 'Díaz', 'Eriksen', 'Fontaine', 'Garcia', 'Haddad', 'Ito', 'Johnson'],
  ...[
    'Kowalski',
    'Lee',
    'Müller',
    'Nguyen',
    "O'Brien",
    'Patel',
    'Quist',
    'Reyes',
    'Smith',
    'Turner',
    'Underwood',
  ],
];
const JOBS = ['Driver', 'Driver', 'Driver', 'Technician', 'Dispatcher', 'Fleet Manager'] as const;
const DAY = 86_400_000;

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly email: string;
}

/** A person of the fleet; with `.test` addresses, which belong to nobody. */
export function person(fleet: Fleet, contact: number): Person {
  const draw = fleet.draw('person', contact);
  const firstName = draw.one(FIRST_NAMES);
  const lastName = draw.one(LAST_NAMES);
  const plain = `${firstName}.${lastName}`.normalize('NFD').replace(/[^a-zA-Z.]/g, '');
  return {
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    email: `${plain.toLowerCase()}${contact + 1}@example.test`,
  };
}

/** A person as other records hold one (section 6.5). */
export function contactStub(fleet: Fleet, contact: number): Draft {
  const { name, email } = person(fleet, contact);
  const group = groupOf(fleet, contact);
  return {
    id: fleet.id('contacts', contact),
    email,
    name,
    group_id: group === undefined ? null : fleet.id('groups', group),
    default_image_url: null,
  };
}

/** A user of Fleetio as other records hold one. */
export function userStub(fleet: Fleet, contact: number): Draft {
  return {
    id: fleet.id('contacts', contact),
    name: person(fleet, contact).name,
    default_image_url: null,
  };
}

/** fleetio-api.md section 6.12. */
export function contacts(fleet: Fleet): Collection {
  return {
    firstId: fleet.id('contacts', 0),
    length: fleet.contacts,
    rising: ['created_at', 'updated_at'],
    fields: {
      group_id: (place) => {
        const group = groupOf(fleet, place);
        return group === undefined ? null : fleet.id('groups', group);
      },
    },
    record: (place) => contact(fleet, place),
  };
}

/** People who left. */
export function archivedContacts(fleet: Fleet): Collection {
  return archivedBefore(fleet.id('contacts', 0), 6, (place) => contact(fleet, place));
}

function contact(fleet: Fleet, place: number): Draft {
  const began = Date.UTC(2016, 3, 1, 15) + place * 3_600_000;
  const draw = fleet.draw('contact', place);
  const { firstName, lastName, name, email } = person(fleet, place);
  const group = groupOf(fleet, place);
  const job = draw.one(JOBS);
  const city = draw.one(CITIES[fleet.plan.units]);
  return {
    email: draw.chance(0.9) ? email : null,
    name,
    first_name: firstName,
    middle_name: null,
    last_name: lastName,
    group_id: group === undefined ? null : fleet.id('groups', group),
    group_name: group === undefined ? null : GROUPS[group],
    group_hierarchy: group === undefined ? null : GROUPS[group],
    technician: job === 'Technician',
    vehicle_operator: job === 'Driver',
    employee: draw.chance(0.9),
    birth_date: null,
    ...fleet.address(draw, city),
    employee_number: `E${1000 + place}`,
    job_title: job,
    license_class: job === 'Driver' ? draw.one(['A', 'B', 'C', 'D']) : null,
    license_number: null,
    license_state: job === 'Driver' ? city.regionShort : null,
    home_phone_number: null,
    mobile_phone_number: `555-01${draw.signs(2, '0123456789')}`,
    work_phone_number: null,
    other_phone_number: null,
    start_date: day(began),
    leave_date: null,
    hourly_labor_rate_cents: job === 'Technician' ? draw.integer(40, 90) * 100 : null,
    default_image_url: null,
    account_membership_id: null,
    archived_at: null,
    attachment_permissions: ATTACHMENTS,
    custom_fields: {},
    images: [],
    images_count: 0,
    // Last: a literal that begins with a spread is built field by field.
    ...stamps(began),
  };
}

/** The reminders of a person's licences; everybody who drives has one. */
export function contactRenewalReminders(fleet: Fleet): Collection {
  return {
    firstId: fleet.id('contact_renewal_reminders', 0),
    length: fleet.contacts,
    rising: ['created_at', 'updated_at'],
    record: (place) => {
      const draw = fleet.draw('contact renewal', place);
      const type = draw.integer(0, CONTACT_RENEWALS.length - 1);
      const due = fleet.plan.today + draw.integer(-20, 300) * DAY;
      return {
        ...stamps(Date.UTC(2024, 1, 1, 15) + place * 60_000),
        contact_id: fleet.id('contacts', place),
        contact_renewal_type_id: fleet.id('contact_renewal_types', type),
        contact_renewal_type_name: CONTACT_RENEWALS[type],
        next_due_at: new Date(due),
        due_soon_at: new Date(due - 14 * DAY),
        overdue: due < fleet.plan.today,
        contact_renewal_reminder_status: renewalStatus(due, fleet.plan.today),
        contact: contactStub(fleet, place),
        comments: [],
        comments_count: 0,
      };
    },
  };
}

/** How near a due date is: the words that reminders are filtered by. */
export function renewalStatus(due: number, today: number): 'ok' | 'due_soon' | 'overdue' {
  if (due < today) {
    return 'overdue';
  }
  return due - 14 * DAY < today ? 'due_soon' : 'ok';
}

/** What the caller may do with a record's photos and documents (section 1.9). */
export const ATTACHMENTS: Draft = {
  read_photos: true,
  manage_photos: true,
  read_documents: true,
  manage_documents: true,
};

function groupOf(fleet: Fleet, contact: number): number | undefined {
  const group = fleet.draw('contact group', contact).integer(0, GROUPS.length);
  return group < GROUPS.length ? group : undefined;
}
