/** Takes every field of an opened workbook in the hand, text, stored value and address: none may be left for later. */
export function touchFields(opened) {
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  let characters = 0;
  for (const item of opened.value.items) {
    for (const field of Object.values(item.fields))
      characters += field.text.length + field.cell.length + field.area.length + field.raw.kind.length;
  }
  return characters;
}
