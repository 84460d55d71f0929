/** `xsd:boolean` and `ST_OnOff` (ECMA-376 part 1, 22.9.2.7): what programs write for a thing that is on. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';
