/**
 * How the program is divided into chunks: what reads workbooks stands in one, since every window's thread and every command loads
 * all of it, and each file costs about a millisecond to find and load. The rest as the bundler sees fit.
 */
export const codeSplitting = {
  groups: [
    {
      name: 'workbook',
      test: /src-main[\\/](?:workbook[\\/](?:open\.ts|types|form|sheet|xml|package|styles)|files[\\/](?:read-whole|file-failures|file-system|blocking-reads))|src-shared[\\/](?:fields|result|checks[\\/](?:sections|normal))/,
    },
  ],
};
