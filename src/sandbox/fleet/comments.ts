import { stamps, type Collection } from './collection';
import type { Fleet } from './fleet';
import { person } from './people';
import { scheduled } from './scheduled';

const TEXTS = [
  'Back from the shop, drives straight again.',
  'Who has the second key?',
  'Please keep it on the north lot until Friday.',
  'Fuel card is in the visor.',
  'Noise from the rear is gone <after the alignment> & new bushings.',
] as const;

/** What people said of vehicles (section 6.12). */
export function comments(fleet: Fleet): Collection {
  const schedule = fleet.schedules.comment;
  const { owner, ...rest } = scheduled(fleet, 'comments', schedule, ({ place, vehicle, time }) => {
    const comment = fleet.draw('comment', place).one(TEXTS);
    const author = fleet.driver(vehicle, 1);
    return {
      ...stamps(time),
      title: null,
      comment,
      html_content: `<p>${comment.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`,
      rich_content: { state: [{ type: 'paragraph', children: [{ text: comment }] }] },
      with_mentions: comment,
      commentable_type: 'Vehicle',
      commentable_id: fleet.id('vehicles', vehicle),
      user_id: fleet.id('contacts', author),
      author: {
        id: fleet.id('contacts', author),
        name: person(fleet, author).name,
        email: person(fleet, author).email,
        default_image_url: null,
      },
    };
  });
  return owner === undefined ? rest : { ...rest, owner: { ...owner, field: 'commentable_id' } };
}
