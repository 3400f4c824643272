/** What speaks for and against two customers being one. The first that fits is said. */
export const evidence: readonly (readonly [pattern: RegExp, german: string])[] = [
  [/^one merely claims (.+), which the other holds$/, '$1, bei einem nur behauptet, gehört dem anderen'],
  [/^both merely claim (.+)$/, 'beide behaupten $1'],
  [/^(.+) and (.+) differ in the country code only$/, '$1 und $2 unterscheiden sich nur in der Landesvorwahl'],
  [/^(.+) and (.+) end alike$/, '$1 und $2 enden gleich'],
  [/^(.+) and (.+) differ in dots or a tag only$/, '$1 und $2 unterscheiden sich nur in Punkten oder einem Zusatz'],
  [/^(.+) at both (.+) and (.+)$/, '$1 bei $2 und bei $3'],
  [/^both write from (.+)$/, 'beide schreiben von $1'],
  [/^(.+) and (.+) are two accounts$/, '$1 und $2 sind zwei Konten'],
  [/^a merge of the two was taken back on (.+)$/, 'eine Zusammenführung der beiden wurde am $1 zurückgenommen'],
  [/^same: (.+) and (.+)$/, 'gleich: $1 und $2'],
  [/^similar: (.+) and (.+)$/, 'ähnlich: $1 und $2'],
  [/^initials: (.+) and (.+)$/, 'gleiche Anfangsbuchstaben: $1 und $2'],
  [/^part: (.+) and (.+)$/, 'zum Teil gleich: $1 und $2'],
  [/^both (.+)$/, 'bei beiden $1'],
  [/^(.+) and (.+)$/, '$1 und $2'],
]
