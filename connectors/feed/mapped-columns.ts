import type { Source } from '#domain/connector.ts';

/** Every column that a source's mapping names, each once: what is selected from a view and kept of a file, and no other. */
export function listMappedColumns({ rows }: Source): string[] {
  if (rows === null) return [];
  const ofPersons = rows.persons.flatMap(({ idColumn, nameColumn, birthColumn }) => [
    idColumn,
    nameColumn,
    birthColumn,
  ]);
  const ofFields = Object.values(rows.fields).flatMap(({ column, asOfColumn }) => [column, asOfColumn]);
  const all = [...ofPersons, ...ofFields, rows.asOfColumn, rows.versionColumn];
  return [...new Set(all.filter((column) => column !== null))];
}
