/** Stands in the built program for a package that is never called (see bundle.mjs). */
export default {};
