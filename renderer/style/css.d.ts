/** The fonts' packages have no types for their style sheets. */
declare module '@fontsource/atkinson-hyperlegible/*.css'
