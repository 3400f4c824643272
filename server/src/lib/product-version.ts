import manifest from '../../../package.json' with { type: 'json' }

/** Of the whole product, as its manifest says. */
export const productVersion: string = manifest.version
