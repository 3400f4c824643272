// npm runs this after an installation, with the packaged Node where it brought one. Where it cannot (no Node 24, or
// `npm ci --ignore-scripts`), everything works as well, and takes more room.
if (Number(process.versions.node.split('.')[0]) >= 24) await import('./trim/trim.ts')
