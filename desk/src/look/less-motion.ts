/** Whether this person has asked their device to move less: what would glide then jumps. */
export const wantsLessMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches
