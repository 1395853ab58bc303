/**
 * Stops with a sentence on a Node that can't run us. npm scripts never get here on an old Node: the locked
 * `node-<platform>` package puts Node 24 first on their path.
 */
export function needNode24(version: string): void {
  if (Number(version.split(".")[0]) >= 24) return;
  process.stderr.write(
    `Countersign needs Node 24 or newer; this is Node ${version}. ` +
      "Inside a checkout, run it through npm (npm start, npm run sandbox, npm run -s countersign -- VERB): npm brings Node 24 along.\n",
  );
  process.exit(1);
}
