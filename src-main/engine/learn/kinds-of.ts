export type FieldKind =
  | 'text'
  | 'line'
  | 'number'
  | 'percent'
  | 'date'
  | 'year'
  | 'code'
  | 'choice'
  | 'marks'
  | 'person'
  | 'blanks'
  | 'computed'
  | 'picture';
