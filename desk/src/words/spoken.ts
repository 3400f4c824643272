/** The same keys with other words: a missing key, or one too many, does not compile. */
export type Spoken<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Spoken<Said>
    : { [Key in keyof T]: Spoken<T[Key]> }
