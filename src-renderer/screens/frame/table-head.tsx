import type { ReactNode } from 'react';

/** The one row of heads that a table of ours has; `columns` gives each its words by a key. */
export const TableHead = ({ columns }: { columns: readonly (readonly [key: string, words: string])[] }): ReactNode => (
  <thead>
    <tr>
      {columns.map(([key, words]) => (
        <th key={key} scope="col">
          {words}
        </th>
      ))}
    </tr>
  </thead>
);
