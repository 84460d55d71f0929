import { openJournal } from '../../../src-main/journal/journal.ts';

/** Opens the journal in the folder given, tells how many drafts it holds, and leaves one more without a snapshot: as a killed program does. */
const opened = await openJournal(process.argv[2] ?? '');
if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
console.log(`${opened.value.draftsOf('doc').length} drafts`);
const edit = { kind: 'edit', document: 'doc', item: 'xl/worksheets/sheet1.xml', field: 'title' } as const;
await opened.value.append({ ...edit, base: '', text: '題', source: 'typing', by: '', file: '' });
