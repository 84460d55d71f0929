import fs from 'node:fs';
import ExcelJS from 'exceljs';

/** The shortest script that reads a workbook's cells with ExcelJS and prints their values (its `text` throws on some merged cells). */
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.load(fs.readFileSync(process.argv[2]));
const cells = {};
workbook.eachSheet((sheet) => {
  cells[sheet.name] = {};
  sheet.eachRow((row) => row.eachCell((cell) => (cells[sheet.name][cell.address] = cell.value)));
});
process.stdout.write(JSON.stringify(cells));
