import type { City } from '../city/city.ts';
import type { Person } from '../city/person.ts';
import type { Accounts } from './accounts.ts';
import type { ListedPerson } from './pages.ts';

const MOST_LISTED = 30;

/** The cast first; others by name, number or the title of a story. */
export function listPeople(city: City, accounts: Accounts, query: string): ListedPerson[] {
  const storyOf = new Map(city.stories.map((story) => [story.claimant, story]));
  const listed = (person: Person): ListedPerson => ({ person, story: storyOf.get(person.key) });
  const may = (person: Person) => accounts.findResident(person.idNumber) === person;
  if (query === '')
    return city.stories
      .map((story) => city.get(story.claimant))
      .filter(may)
      .map(listed);
  const fits = ({ person, story }: ListedPerson) =>
    person.name.includes(query) || person.idNumber.includes(query) || (story?.title.includes(query) ?? false);
  return city.people.filter(may).map(listed).filter(fits).slice(0, MOST_LISTED);
}
