import { allLaws } from '../../test/helpers/all-laws.ts';
import { checkLaw } from '../../test/helpers/laws.ts';

/** Child process of `npm run fuzz`: cases of one law from one seed. Prints why it fails, with how to repeat it. */
const [name, cases, seed] = process.argv.slice(2);
const law = allLaws.find((each) => each.name === name);
try {
  if (law === undefined) throw new Error(`there is no law ${name}`);
  checkLaw(law, Number(cases), Number(seed));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
